// What an observer is told.
import { copyBytes, kindOf } from '../convert/values.js';
import { readClock } from '../platform/clock.js';
import { meaningOf } from './meanings.js';
import { KIND_BLOB } from './numbers.js';

const TYPES = {
  __proto__: null,
  created: 'created',
  open: 'opened',
  send: 'message',
  message: 'message',
  close: 'closed',
};

/** A new record of something that was counted: each observer has its own. In literals, as a page may have put setters on Object.prototype. */
export const recordOf = (type, { id, url, protocol, isOpen }, what, bytes, hasContent) => {
  const record = { type: TYPES[type], id, url, protocol, time: readClock() };
  if (type === 'close') return withEnd(record, what, isOpen);
  if (bytes === undefined) return record;
  const { data } = what;
  const isText = typeof data === 'string';
  const direction = type === 'send' ? 'sent' : 'received';
  const message = { ...record, direction, kind: isText ? 'text' : 'binary', bytes };
  return hasContent ? { ...message, content: isText ? data : snapshotOf(data) } : message;
};

const withEnd = (record, { code, reason, wasClean }, wasOpen) => ({
  ...record,
  code,
  reason,
  wasClean,
  meaning: meaningOf(code, wasOpen),
});

// A buffer belongs to the page, which may write to it or transfer it. A Blob does not change.
const snapshotOf = (data) => {
  const kind = kindOf(data);
  return kind === KIND_BLOB ? data : copyBytes(data, kind);
};

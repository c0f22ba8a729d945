// What an observer is told.
import { copyBytes, kindOf } from '../convert/values.js';
import { readingOf } from '../platform/page_clock.js';
import { meaningOf } from './meanings.js';
import { KIND_BLOB } from './numbers.js';

/** A new record of a message: each observer has its own. In literals, as a page may have put setters on Object.prototype. */
export const messageOf = ({ id, url, protocol, clock }, direction, data, bytes, hasContent) => {
  const time = readingOf(clock);
  const kind = typeof data === 'string' ? 'text' : 'binary';
  const message = { type: 'message', id, url, protocol, time, direction, kind, bytes };
  return hasContent ? { ...message, content: snapshotOf(data) } : message;
};

/** The same of anything else that was counted. */
export const recordOf = (type, { id, url, protocol, isOpen, clock }, what) => {
  const time = readingOf(clock);
  if (type === 'created') return { type, id, url, protocol, time };
  if (type === 'open') return { type: 'opened', id, url, protocol, time };
  const { code, reason, wasClean } = what;
  return { type: 'closed', id, url, protocol, time, code, reason, wasClean, meaning: meaningOf(code, isOpen) };
};

// A buffer belongs to the page, which may write to it or transfer it. Texts and Blobs do not change.
const snapshotOf = (data) => {
  if (typeof data === 'string') return data;
  const kind = kindOf(data);
  return kind === KIND_BLOB ? data : copyBytes(data, kind);
};

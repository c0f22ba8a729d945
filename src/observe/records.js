// What an observer is told.
import { copyBytes, kindOf } from '../convert/values.js';
import { readClock } from '../platform/clock.js';
import { meaningOf } from './meanings.js';
import { KIND_BLOB } from './numbers.js';

/**
 * A new record of something that was counted: each observer has its own. In literals, as a page may have put setters on
 * Object.prototype, and in one each, which is quicker.
 */
export const recordOf = (type, { id, url, protocol, isOpen }, what, bytes, hasContent) => {
  const time = readClock();
  if (type === 'created') return { type, id, url, protocol, time };
  if (type === 'open') return { type: 'opened', id, url, protocol, time };
  if (type === 'close') {
    const { code, reason, wasClean } = what;
    return { type: 'closed', id, url, protocol, time, code, reason, wasClean, meaning: meaningOf(code, isOpen) };
  }
  const { data } = what;
  const direction = type === 'send' ? 'sent' : 'received';
  const kind = typeof data === 'string' ? 'text' : 'binary';
  const message = { type: 'message', id, url, protocol, time, direction, kind, bytes };
  return hasContent ? { ...message, content: snapshotOf(data) } : message;
};

// A buffer belongs to the page, which may write to it or transfer it. Texts and Blobs do not change.
const snapshotOf = (data) => {
  if (typeof data === 'string') return data;
  const kind = kindOf(data);
  return kind === KIND_BLOB ? data : copyBytes(data, kind);
};

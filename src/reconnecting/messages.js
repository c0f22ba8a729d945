// Messages as they were when they were sent: what becomes of the page's buffers later makes no difference.
import { byteLength, copyBytes, kindOf } from '../convert/values.js';

const OTHER = 0;
const BLOB = 1;

/** A message as it is now, of what `send()` takes. */
export const keep = (data) => {
  if (typeof data === 'string') return data;
  const kind = kindOf(data);
  if (kind === OTHER) return `${data}`;
  return kind === BLOB ? data : copyBytes(data, kind);
};

/** Its bytes of application data. */
export const lengthOf = (message) => byteLength(message, kindOf(message));

// Blobs and signals of any class. If a script has written the page's DOM, maybe after we were loaded, these are not the platform's,
// and have no internal slot: they are recognised by their members.

import { isAborted as isOwnAborted, isPlain, blobSize as sizeOfOwn } from '../host/host.js';
import { apply, find, has, Promise, TypeError, take } from '../platform/captured.js';

const arrayBuffer = find('Blob', 'arrayBuffer');
const then = take('Promise', 'then');
// As they are before this module changes them.
const ownSize = sizeOfOwn;
const ownAborted = isOwnAborted;

/** As `blobSize` in host.js. */
export const blobSize = (value) => {
  if (has(ownSize, value)) return ownSize(value);
  const { size, type, slice } = value;
  // A browser's own class takes no other Blobs.
  if (!isPlain && typeof size === 'number' && typeof type === 'string' && typeof slice === 'function') return size;
  throw new TypeError('This is not a Blob.');
};

/** As `isAborted` in host.js. */
export const isAborted = (signal) => {
  if (has(ownAborted, signal)) return ownAborted(signal);
  const { aborted, addEventListener } = signal;
  if (typeof aborted === 'boolean' && typeof addEventListener === 'function') return aborted;
  throw new TypeError('This is not an AbortSignal.');
};

/** Reads a Blob, then calls `use` with its bytes or, whatever goes wrong, `fail`. */
export const readBytes = (blob, use, fail) => {
  const bytes = new Promise((resolve, reject) => {
    const method = has(ownSize, blob) ? arrayBuffer : blob.arrayBuffer;
    if (method) return resolve(apply(method, blob, []));
    // jsdom's Blobs have no such method. Its FileReader may be there later than we are.
    const reader = new (find('FileReader'))();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    return reader.readAsArrayBuffer(blob);
  });
  apply(then, bytes, [use, fail]);
};

// Blobs of any class, for hosts that a script has written: if a script has written the DOM as well, so are its Blobs.
import { Promise, apply, find, findGetter, has, take } from './captured.js';
import { isPlain } from './host.js';
import { useBlobs } from './values.js';

const arrayBuffer = find('Blob', 'arrayBuffer');
const ownSize = findGetter('Blob', 'size');
const then = take('Promise', 'then');

useBlobs((sizeOf) => (value) => {
  try {
    return sizeOf(value);
  } catch (error) {
    if (isPlain || !isLikeBlob(value)) throw error;
    return value.size;
  }
});

// There is no slot to ask for, so the members tell.
const isLikeBlob = ({ size, type, slice }) => typeof size === 'number' && typeof type === 'string' && typeof slice === 'function';

/** Reads a Blob, then calls `use` with its bytes or, whatever goes wrong, `fail`. */
export const readBytes = (blob, use, fail) => {
  const bytes = new Promise((resolve, reject) => {
    const method = has(ownSize, blob) ? arrayBuffer : blob.arrayBuffer;
    if (method) return resolve(apply(method, blob, []));
    // jsdom's Blobs have no such method. Its FileReader may be there later than we are.
    const reader = new globalThis.FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    return reader.readAsArrayBuffer(blob);
  });
  apply(then, bytes, [use, fail]);
};

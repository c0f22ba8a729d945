// The bytes of a Blob.
import { apply, find, take } from './captured.js';

const { FileReader } = globalThis;
const arrayBuffer = find('Blob', 'arrayBuffer');
const then = take('Promise', 'then');

/** Reads a Blob, then calls `use` with its bytes or, whatever goes wrong, `fail`. */
export const readBytes = (blob, use, fail) => {
  try {
    if (arrayBuffer) return apply(then, apply(arrayBuffer, blob, []), [use, fail]);
    // jsdom's Blobs have no such method.
    const reader = new FileReader();
    reader.onload = () => use(reader.result);
    reader.onerror = () => fail(reader.error);
    return reader.readAsArrayBuffer(blob);
  } catch (error) {
    return fail(error);
  }
};

// Blobs, for hosts that take none.
import { apply, find, take } from './captured.js';

const readBytes = find('Blob', 'arrayBuffer');
const then = take('Promise', 'then');

/** Reads a Blob and reports its bytes, or undefined if they cannot be read. */
export const readBlob = (blob, report) => {
  apply(then, apply(readBytes, blob, []), [report, () => report(undefined)]);
};

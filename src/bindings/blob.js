// Blobs, for hosts that take none.
import { apply, find, take } from './captured.js';
import { Core } from './class.js';
import { orThrow } from './host.js';

const readBytes = find('Blob', 'arrayBuffer');
const then = take('Promise', 'then');

/** Reads a Blob and reports its bytes, or undefined where they cannot be read. The closure keeps the socket alive. */
export const readBlob = (handle, socket, ticket, blob) => {
  const report = (bytes) => orThrow(Core.core_handle_blob_read(handle, socket, ticket, bytes, bytes !== undefined));
  apply(then, apply(readBytes, blob, []), [report, () => report(undefined)]);
};

// Blobs, for hosts that take none.
import { readBytes } from './host.js';

/** Reads a Blob and reports its bytes, or undefined if they cannot be read. */
export const readBlob = (blob, report) => readBytes(blob, report, () => report());

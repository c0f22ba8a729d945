// Blobs, for hosts that take none.
const { apply } = Reflect;
const readBytes = globalThis.Blob?.prototype.arrayBuffer;
const { then } = Promise.prototype;

/** Reads a Blob and reports its bytes, or undefined if they cannot be read. */
export const readBlob = (blob, report) => {
  apply(then, apply(readBytes, blob, []), [report, () => report(undefined)]);
};

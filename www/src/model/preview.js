// What the log shows of a message: its type, its size and its beginning, never the whole of it.
import { formatHex, utf8Length } from './bytes.js';

/**
 * Describes anything that `send` takes or a message event brings, as `{ type, size, content }`.
 * A Blob is read later: then there is no content yet, but `readLater`, a promise of it.
 */
export function preview(data) {
  if (typeof data === 'string') return { type: 'text', size: utf8Length(data), content: beginning(data) };
  const type = data.constructor.name;
  if (data instanceof Blob) return { type, size: data.size, content: '', readLater: blobBeginning(data) };
  const bytes = ArrayBuffer.isView(data) ? data : new Uint8Array(data);
  return { type, size: bytes.byteLength, content: formatHex(bytes.subarray(0, BYTES), bytes.byteLength) };
}

function beginning(text) {
  const start = text.slice(0, CHARACTERS);
  // A cut must not leave half a surrogate pair.
  return text.length > CHARACTERS ? `${start.replace(/[\uD800-\uDBFF]$/, '')}…` : start;
}

async function blobBeginning(blob) {
  try {
    return formatHex(new Uint8Array(await blob.slice(0, BYTES).arrayBuffer()), blob.size);
  } catch (error) {
    return `cannot be read: ${error.name}`;
  }
}

const CHARACTERS = 300;
const BYTES = 32;

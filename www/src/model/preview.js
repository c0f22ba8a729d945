// The text of a row in the timeline: the beginning of a message, never all of it.
import { formatHex } from './bytes.js';

/** The text for a message that the journal no longer has. */
export const NOT_KEPT = 'no longer kept';

/** Whether an entry of the journal is a message; the others are events and calls. */
export const isMessage = ({ size }) => size !== null;

/**
 * The beginning of an entry, as `{ text }`. A Blob is read later: until it was, there is also `readLater`, a promise of the text.
 */
export function preview(entry) {
  const { data } = entry;
  if (!isMessage(entry)) return { text: entry.content };
  if (data === undefined) return { text: noted(entry, NOT_KEPT) };
  if (typeof data === 'string') return { text: noted(entry, beginningOf(data)) };
  if (!(data instanceof Blob)) return { text: noted(entry, beginningOfBytes(data)) };
  if (blobTexts.has(data)) return { text: noted(entry, blobTexts.get(data)) };
  return { text: entry.content, readLater: readBlob(data).then((text) => noted(entry, text)) };
}

/** The bytes of an ArrayBuffer or a view, not copied. */
export function bytesOf(data) {
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}

const noted = ({ content }, text) => (content ? `${content}: ${text}` : text);

function beginningOf(text) {
  const start = text.slice(0, CHARACTERS);
  // A cut must not leave half a surrogate pair.
  return text.length > CHARACTERS ? `${start.replace(/[\uD800-\uDBFF]$/, '')}…` : start;
}

function beginningOfBytes(data) {
  return formatHex(bytesOf(data).subarray(0, BYTES), data.byteLength);
}

async function readBlob(blob) {
  try {
    const text = formatHex(new Uint8Array(await blob.slice(0, BYTES).arrayBuffer()), blob.size);
    blobTexts.set(blob, text);
    return text;
  } catch (error) {
    return `cannot be read: ${error.name}`;
  }
}

/** Beginnings that were read, so that a row which comes back has its text at once. */
const blobTexts = new WeakMap();

const CHARACTERS = 300;
const BYTES = 32;

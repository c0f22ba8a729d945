// Texts in the memory of the core.
import { Uint8Array, takeGetter, takeMethod } from './captured.js';
import { Core } from './class.js';
import { decodeUtf8, encodeInto } from './utf8.js';
import { utf8Length } from './values.js';

const codeUnit = takeMethod('String', 'charCodeAt');
const bufferOf = takeGetter('Memory', 'buffer', globalThis.WebAssembly);
const bytesAt = (address, length) => new Uint8Array(bufferOf(Core.memory), address >>> 0, length);
const SHORT = 1000;

/** How many bytes a text may need. */
export const roomFor = (text) => (text.length < SHORT ? 3 * text.length : utf8Length(text));

/** Writes a text in UTF-8 where there is that much room; how many bytes it is. */
export const writeText = (text, address) => {
  const { length } = text;
  const bytes = bytesAt(address, roomFor(text));
  // Nearly all are short and in ASCII, as URLs are; for these an encoder takes longer.
  for (let index = 0; index < length; index += 1) {
    const unit = codeUnit(text, index);
    if (unit > 127) return encodeInto(text, bytes);
    bytes[index] = unit;
  }
  return length;
};

/** The text in UTF-8 at this address. */
export const readText = (address, length) => decodeUtf8(bytesAt(address, length));

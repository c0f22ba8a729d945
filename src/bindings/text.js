// Texts in the memory of the core.
import { getterOf, methodOf } from './captured.js';
import { Core } from './class.js';
import { encodeInto, encoder, utf8Length } from './values.js';

const { TextDecoder, Uint8Array } = globalThis;
const { Memory } = globalThis.WebAssembly ?? {};
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const decode = methodOf(TextDecoder.prototype.decode);
const codeUnit = methodOf(String.prototype.charCodeAt);
const bufferOf = Memory && getterOf(Reflect.getOwnPropertyDescriptor(Memory.prototype, 'buffer').get);
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
    if (unit > 127) return encodeInto(encoder, text, bytes).written;
    bytes[index] = unit;
  }
  return length;
};

/** The text in UTF-8 at this address. */
export const readText = (address, length) => decode(decoder, bytesAt(address, length));

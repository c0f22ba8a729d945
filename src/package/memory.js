// Strings and references on their way into the wasm and out of it. wasm-bindgen's own functions for it are replaced by
// these (scripts/lib/glue.mjs): they call what a page may have replaced, and are larger.
import { getterOf, methodOf } from '../bindings/captured.js';

const { Int32Array, TextDecoder, TextEncoder, Uint8Array, WebAssembly } = globalThis;
const { getOwnPropertyDescriptor, getPrototypeOf } = Reflect;
const { Memory, Table } = WebAssembly ?? {};
const TypedArray = getPrototypeOf(Uint8Array.prototype);

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const decode = methodOf(TextDecoder.prototype.decode);
const codeUnit = methodOf(String.prototype.charCodeAt);
const encoder = new TextEncoder();
const encode = methodOf(TextEncoder.prototype.encode);
const bufferOf = Memory && getterOf(getOwnPropertyDescriptor(Memory.prototype, 'buffer').get);
const lengthOf = getterOf(getOwnPropertyDescriptor(TypedArray, 'length').get);
const setBytes = methodOf(TypedArray.set);

/** A reference out of the table. */
export const getReference = methodOf(Table?.prototype.get);
/** A reference into the table. */
export const setReference = methodOf(Table?.prototype.set);

/** The string in UTF-8 at this address. */
export const readString = (memory, address, length) => (length ? decode(decoder, new Uint8Array(bufferOf(memory), address >>> 0, length)) : '');

/** A string in UTF-8 as new memory: its address, and its length in the global that the caller reads. */
export const writeString = (memory, text, malloc, tellLength) => {
  const bytes = asciiOf(text) ?? encode(encoder, text);
  const length = lengthOf(bytes);
  const address = malloc(length, 1) >>> 0;
  setBytes(new Uint8Array(bufferOf(memory), address, length), bytes);
  tellLength(length);
  return address;
};

// Nearly all are short and in ASCII, as URLs are; for these an encoder takes longer.
const asciiOf = (text) => {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) {
    const unit = codeUnit(text, index);
    if (unit > 127) return undefined;
    bytes[index] = unit;
  }
  return bytes;
};

/** A 32-bit number at this address, which wasm has aligned. */
export const writeNumber = (memory, address, number) => { new Int32Array(bufferOf(memory))[address >> 2] = number; };

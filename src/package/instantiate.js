// A core out of the text that it is in a script: scripts/lib/inline.mjs has written it.
import { take, Uint8Array } from '../platform/captured.js';

const Module = take('WebAssembly', 'Module');
const Instance = take('WebAssembly', 'Instance');

const compile = (text, length) => {
  const bytes = new Uint8Array(length);
  let at = 0;
  let offset = -35;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 124) {
      offset = code > 125 ? 138 : 55;
    } else {
      bytes[at++] = (code === 33 ? 92 : code) + offset;
      offset = -35;
    }
  }
  return new Module(bytes);
};

/** The exports of the wasm that this text holds, of this many bytes. It imports nothing. */
export const instantiate = (text, length) => new Instance(compile(text, length)).exports;

// The wasm as text in a script.
import { readFileSync } from 'node:fs';

/** Rollup's plugin for modules with a wasm as `text`, and how many bytes it is, its `length`: `files` by the modules' names. */
export const inlinedWasm = (files) => ({
  name: 'inlined-wasm',
  resolveId: (name) => (files[name] ? `\0${name}` : undefined),
  load(name) {
    const file = files[name.slice(1)];
    if (!file) return undefined;
    const bytes = readFileSync(file);
    return `export const text = ${JSON.stringify(printable(bytes))};\nexport const length = ${bytes.length};`;
  },
});

/**
 * Printable characters, one for each of the bytes 0 to 89 and two for the others: ASCII, so that no server's charset can
 * spoil it, and unlike base64 it leaves the repetitions to the compressor that serves the file. src/package/instantiate.js reads it.
 */
export function printable(bytes) {
  const character = (number) => String.fromCharCode(number + 35).replace('\\', '!');
  return Array.from(bytes, (byte) => {
    if (byte < 90) return character(byte);
    return byte < 173 ? `}${character(byte - 90)}` : `~${character(byte - 173)}`;
  }).join('');
}

// The wasm as text in a script.
import { readFileSync } from 'node:fs';

/** esbuild's plugin for modules with a wasm as `text`, and how many bytes it is, its `length`: `files` by the modules' names. */
export const inlinedWasm = (files) => ({
  name: 'inlined-wasm',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^inlined-wasm/ }, ({ path }) => ({ path, namespace: 'inlined-wasm' }));
    onLoad({ filter: /.*/, namespace: 'inlined-wasm' }, ({ path }) => {
      const bytes = readFileSync(files[path]);
      return { contents: `export const text = ${JSON.stringify(printable(bytes))};\nexport const length = ${bytes.length};`, loader: 'js' };
    });
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

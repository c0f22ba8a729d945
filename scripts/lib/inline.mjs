// The wasm as text in a script.
import { readFileSync } from 'node:fs';

/** esbuild's plugin for the module `inlined-wasm`, whose `bytes()` are those of this file. */
export const inlinedWasm = (file) => ({
  name: 'inlined-wasm',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^inlined-wasm$/ }, ({ path }) => ({ path, namespace: 'inlined-wasm' }));
    onLoad({ filter: /.*/, namespace: 'inlined-wasm' }, () => {
      const bytes = readFileSync(file);
      return { contents: moduleOf(printable(bytes), bytes.length), loader: 'js' };
    });
  },
});

/**
 * Printable characters, one for each of the bytes 0 to 89 and two for the others: ASCII, so that no server's charset can
 * spoil it, and unlike base64 it leaves the repetitions to the compressor that serves the file.
 */
export function printable(bytes) {
  const character = (number) => String.fromCharCode(number + 35).replace('\\', '!');
  return Array.from(bytes, (byte) => {
    if (byte < 90) return character(byte);
    return byte < 173 ? `}${character(byte - 90)}` : `~${character(byte - 173)}`;
  }).join('');
}

const moduleOf = (text, length) => `
  const text = ${JSON.stringify(text)};
  export const bytes = () => {
    const bytes = new Uint8Array(${length});
    let at = 0, offset = -35;
    for (let i = 0; i < text.length; i += 1) {
      const code = text.charCodeAt(i);
      if (code > 124) offset = code > 125 ? 138 : 55;
      else {
        bytes[at++] = (code === 33 ? 92 : code) + offset;
        offset = -35;
      }
    }
    return bytes;
  };`;

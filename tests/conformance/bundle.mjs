// The items as one classic script, so that every kind of scope can load it.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { publishedShape } from './shape.mjs';

/** The script's text; it defines `globalThis.conformance`. */
export async function bundle() {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('scope/run.mjs', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    banner: { js: "'use strict';" },
    target: 'es2022',
    // Escapes of surrogates come out in a way that Deno cannot parse.
    charset: 'utf8',
    logLevel: 'warning',
    plugins: [shapeAsModule],
  });
  return outputFiles[0].text;
}

// The IDL is read here, where there are files.
const shapeAsModule = {
  name: 'published-shape',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^published-shape$/ }, ({ path }) => ({ path, namespace: 'published-shape' }));
    onLoad({ filter: /.*/, namespace: 'published-shape' }, () => ({ contents: JSON.stringify(publishedShape()), loader: 'json' }));
  },
};

// What a scope loads, as classic scripts, so that every kind of scope can load it.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { publishedShape } from './shape.mjs';

/**
 * The texts of two scripts. `native` reads the name of the configuration from `globalThis.configuration`, and comes before the package;
 * `items` defines `globalThis.conformance`.
 */
export async function bundle() {
  const [native, items] = await Promise.all(['native.mjs', 'run.mjs'].map(bundleOne));
  return { native, items };
}

async function bundleOne(file) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`scope/${file}`, import.meta.url))],
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
    onLoad({ filter: /.*/, namespace: 'published-shape' }, () => ({
      contents: JSON.stringify(publishedShape()),
      loader: 'json',
    }));
  },
};

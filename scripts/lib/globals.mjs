// The classic scripts. Those on one page share the core: the first one evaluates it and keeps it on the global.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { PANEL } from './devtools.mjs';
import { ROOT } from './run.mjs';

const { name, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const CORE = './core.cjs';
const OWN_CORE = './own-core.cjs';
// Another version has another core. A platform without `Symbol.for` is told by the core, which is not shared then.
const SHARED = `const key = globalThis.Symbol?.for?.('${name} ${version}'); module.exports = key ? globalThis[key] ??= require('${OWN_CORE}') : require('${OWN_CORE}');`;

/** One script of the chunks that rollup has made of it, CommonJS by file name: `{ code, map }`. The core is evaluated when it is asked for. */
export async function classicScript(fileName, chunks, options) {
  const { outputFiles } = await build({
    stdin: { contents: chunks[fileName.replace('.js', '.cjs')], sourcefile: fileName },
    bundle: true,
    write: false,
    format: 'iife',
    outfile: fileName,
    sourcemap: 'external',
    external: [PANEL],
    plugins: [fromChunks(chunks)],
    ...options,
  });
  const [map, code] = ['.map', '.js'].map((end) => outputFiles.find(({ path }) => path.endsWith(end)).text);
  return { code, map };
}

const fromChunks = (chunks) => ({
  name: 'chunks',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\.cjs$/ }, ({ path }) => ({ path, namespace: 'chunks' }));
    onLoad({ filter: /./, namespace: 'chunks' }, ({ path }) => ({
      contents: path === CORE ? SHARED : chunks[path === OWN_CORE ? 'core.cjs' : basename(path)],
    }));
  },
});

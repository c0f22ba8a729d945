// The classic scripts. Those on one page share the core: the first one evaluates it and keeps it on the global.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { ROOT } from './run.mjs';

const { name, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const CORE = './core.cjs';
// Another version has another core.
const SHARED = `module.exports = globalThis[Symbol.for('${name} ${version}')] ??= require('./own-core.cjs');`;

/** One script of the chunks that rollup has made of it, CommonJS by file name: `{ code, map }`. The core is evaluated when it is asked for. */
export async function classicScript(fileName, chunks, options) {
  const { outputFiles } = await build({
    stdin: { contents: chunks[fileName.replace('.js', '.cjs')], sourcefile: fileName },
    bundle: true, write: false, format: 'iife', outfile: fileName, sourcemap: 'external', plugins: [core(chunks)], ...options,
  });
  const [map, code] = ['.map', '.js'].map((end) => outputFiles.find(({ path }) => path.endsWith(end)).text);
  return { code, map };
}

const core = (chunks) => ({
  name: 'core',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /core\.cjs$/ }, ({ path }) => ({ path, namespace: 'core' }));
    onLoad({ filter: /./, namespace: 'core' }, ({ path }) => ({ contents: path === CORE ? SHARED : chunks['core.cjs'] }));
  },
});

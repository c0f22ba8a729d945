// The package's scripts from src/package, the glue and the wasm.
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { minify } from 'terser';
import { GLUE } from './compile.mjs';
import { coreForParts, coreOfPart } from './core_of_parts.mjs';
import { MANGLED, PARTS } from './glue.mjs';
import { inlinedWasm } from './inline.mjs';
import { ROOT } from './run.mjs';

const WASM = {
  'inlined-wasm': join(GLUE, 'websocket_wasm_bg.wasm'),
  ...Object.fromEntries(Object.keys(PARTS).map((part) => [`inlined-wasm-of-${part}`, join(GLUE, `${part}.wasm`)])),
};

/** Writes every entry in every format into a folder. */
export async function bundle(folder) {
  const cjs = { format: 'cjs', outExtension: { '.js': '.cjs' } };
  const inBothFormats = (name) => [{ format: 'esm' }, cjs].map((format) => entry(folder, name, { ...format, isCore: name === 'core' }));
  await Promise.all([
    ...['core', 'index', 'auto', 'wrap-host', 'own-host', 'index.node', 'auto.node'].flatMap(inBothFormats),
    ...['reconnecting', 'stream', 'reconnecting.node', 'stream.node'].flatMap(inBothFormats),
    entry(folder, 'external', { format: 'esm' }),
    entry(folder, 'auto.global', { source: 'global', isCore: true, format: 'iife' }),
    entry(folder, 'stream.global', { isCore: true, format: 'iife' }),
  ]);
}

// esbuild makes one script of them, and terser, which takes longer over it, a shorter one.
async function entry(folder, name, { source = name, isCore, ...format }) {
  const { outputFiles } = await build({
    write: false,
    entryPoints: { [name]: join(ROOT, 'src/package', `${source}.js`) },
    outdir: folder,
    bundle: true,
    minify: true,
    sourcemap: true,
    target: 'es2022',
    charset: 'ascii',
    mangleProps: MANGLED,
    mangleCache: namesIn(name),
    legalComments: 'none',
    // package.json tells of the published files which have side effects, not of these.
    ignoreAnnotations: true,
    logLevel: 'warning',
    // The glue's own way to fetch the wasm: unused where there is no import.meta.
    logOverride: { 'empty-import-meta': 'silent' },
    plugins: [...(PARTS[name] ? [coreOfPart(name)] : []), ...(name === 'core' ? [coreForParts] : []), ...(isCore ? [] : [entriesBesideIt(format)]), glue, inlinedWasm(WASM)],
    ...format,
  });
  const [map, script] = ['.map', 's'].map((end) => outputFiles.find(({ path }) => path.endsWith(end)));
  const { code, map: mapOfBoth } = await minify(script.text, {
    ecma: 2022,
    toplevel: true,
    module: format.format === 'esm',
    // Node reads what a CommonJS module exports off its text.
    compress: format.format !== 'cjs' && { passes: 3, collapse_vars: false },
    format: { ascii_only: true },
    sourceMap: { content: map.text, url: basename(map.path) },
  });
  writeFileSync(script.path, code);
  writeFileSync(map.path, mapOfBoth);
}

// The functions of a part are called by the names of the wasm's exports.
const namesIn = (name) => {
  const part = name.split('.')[0];
  return PARTS[part] && JSON.parse(readFileSync(join(GLUE, `${part}.json`), 'utf8'));
};

// The entries share one core file, so that a page that imports two of them has one class.
const entriesBesideIt = ({ outExtension }) => ({
  name: 'entries-beside-it',
  setup({ onResolve }) {
    const beside = (path) => ({ path: outExtension ? path.replace('.js', '.cjs') : path, external: true });
    onResolve({ filter: /^\.\/(core|index|auto|wrap-host|own-host|reconnecting|stream)\.js$/ }, ({ path, kind }) => {
      if (kind === 'entry-point') return undefined;
      return beside(path);
    });
    onResolve({ filter: /^package-core$/ }, () => beside('./core.js'));
  },
});

const glue = {
  name: 'wasm-bindgen-glue',
  setup({ onResolve }) {
    onResolve({ filter: /^wasm-bindgen-glue$/ }, () => ({ path: join(GLUE, 'websocket_wasm.js') }));
    onResolve({ filter: /^package-core$/ }, () => ({ path: join(ROOT, 'src/package/core.js') }));
    onResolve({ filter: /^policy-of-/ }, ({ path }) => ({ path: join(GLUE, path.replace('policy-of-', '') + '.js') }));
    onResolve({ filter: /^package-memory$/ }, () => ({ path: join(ROOT, 'src/package/memory.js') }));
    // The glue imports copies of our own files: one module must not be there twice.
    const copied = /^.*?\/snippets\/websocket-wasm-[^/]+\//;
    onResolve({ filter: copied }, ({ path }) => ({ path: join(ROOT, path.replace(copied, '')) }));
  },
};

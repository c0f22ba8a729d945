// The package's scripts from src/package and the wasm files.
import { copyFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { transform } from 'esbuild';
import { rollup } from 'rollup';
import { minify } from 'terser';
import { PARTS, wasmOf } from './compile.mjs';
import { PANEL, writePanel } from './devtools.mjs';
import { classicScript } from './globals.mjs';
import { inlinedWasm } from './inline.mjs';
import { ROOT } from './run.mjs';
import { replacements, unusedParts } from './tab.mjs';

const inPackage = (name) => join(ROOT, 'src/package', `${name}.js`);
// They share the class: what it needs is one script, core.js. It is no entry itself, so that it exports by a letter each what they use.
const ENTRIES = ['index', 'auto', 'wrapper', 'wrap-host', 'reconnecting', 'stream', 'observe'];
/** Those of pages alone. */
const PAGE_ENTRIES = ['devtools'];
// In Node, Deno and Bun there is one class in a process: the ES modules there export what the CommonJS ones have.
const NODE_ENTRIES = ['index', 'auto', 'reconnecting', 'stream'].map((name) => `${name}.node`);
const NODE_MODULES = [...NODE_ENTRIES, 'devtools.node', 'observe.node', 'wrap-host.node'];
// The ES modules of Node read core.cjs by name.
const COMMONJS_ENTRIES = ['core', ...ENTRIES, ...NODE_ENTRIES, 'own-host', 'reconnecting-class', 'stream-classes'];

// The same with the wasm as a file of its own.
const EXTERNAL_ENTRIES = ['external', 'observe.external', 'reconnecting.external', 'stream.external'];
const EXTERNAL_CHUNKS = {
  manualChunks: { external: ['external', 'deferred', 'instantiate'].map(inPackage) },
  minifyInternalExports: true,
};
const CLASSIC_SCRIPTS = ['devtools.global', 'observe.global', 'reconnecting.global', 'stream.global'];

// What a tab has of a shared connection needs no core. What the worker has needs all of it, and is one file: a script to be loaded as
// a worker, and a module for pages that give no worker.
const TAB_ENTRIES = ['shared', 'worker'];
const HUB = 'shared-hub';
const WORKER_SCRIPT = 'shared.worker';
const TAB_CHUNKS = { manualChunks: { 'shared-tab': ['shared-tab'].map(inPackage) }, minifyInternalExports: true };

const OF_TABS = {
  external: (id) => id.endsWith(`${HUB}.js`),
  plugins: [replacements, unusedParts],
  treeshake: { propertyReadSideEffects: false },
};

const inputOf = (names) => Object.fromEntries(names.map((name) => [name, inPackage(name)]));

// The other formats are made of the same sources, and would make the package three times as large.
const hasMap = (fileName) => fileName.endsWith('.js') && !/external|global|hub|devtools|\.worker/.test(fileName);

/** Writes every entry in every format into a folder; `names` has what `shrink` has returned, by part. */
export async function bundle(folder, names) {
  const shared = async (entries) => graph(inputOf(entries));
  for (const name of NODE_MODULES) copyFileSync(join(ROOT, 'src/package', `${name}.mjs`), join(folder, `${name}.js`));
  const chunks = {
    manualChunks: { core: [inPackage('core')], wrapper: ['wrapper', 'beside', 'once'].map(inPackage) },
    minifyInternalExports: true,
  };
  await Promise.all([
    write(folder, names, await shared([...ENTRIES, ...PAGE_ENTRIES]), {
      format: 'es',
      ...chunks,
      entryFileNames: '[name].js',
      chunkFileNames: '[name].js',
    }),
    write(folder, names, await shared(COMMONJS_ENTRIES), {
      format: 'cjs',
      ...chunks,
      entryFileNames: '[name].cjs',
      chunkFileNames: '[name].cjs',
      exports: 'named',
    }),
    // Names of their own: the wrapper of the other core is another file.
    write(folder, names, await shared(EXTERNAL_ENTRIES), {
      format: 'es',
      ...EXTERNAL_CHUNKS,
      entryFileNames: '[name].js',
      chunkFileNames: '[name].external.js',
    }),
    writeClassicScripts(folder, names),
    ...['es', 'cjs'].map(async (format) => {
      const end = format === 'es' ? '.js' : '.cjs';
      const named = { format, entryFileNames: `[name]${end}`, chunkFileNames: `[name]${end}`, exports: 'named' };
      await write(folder, names, await graph(inputOf(TAB_ENTRIES), OF_TABS), {
        ...TAB_CHUNKS,
        ...named,
        dynamicImportInCjs: false,
        paths: (id) => `./${HUB}${end}`,
      });
      await write(folder, names, await graph(inputOf([HUB])), named);
    }),
    graph(inputOf([WORKER_SCRIPT])).then((script) =>
      write(folder, names, script, { format: 'iife', entryFileNames: '[name].js' }),
    ),
    writePanel(folder),
  ]);
}

// They share one chunk, the core. The first one on a page keeps it on the global.
async function writeClassicScripts(folder, names) {
  const entries = await graph({ ...inputOf(CLASSIC_SCRIPTS), 'auto.global': inPackage('global') });
  /** @type {import('rollup').OutputOptions} */
  const options = {
    manualChunks: { core: ['core', 'namespace', 'quietly'].map(inPackage) },
    minifyInternalExports: true,
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name].cjs',
    exports: 'named',
  };
  const { output } = await entries.generate(Object.assign({}, GENERATED, options));
  const texts = Object.fromEntries(
    output.filter(isChunk).map(({ fileName, code, map }) => [fileName, withInlineMap(code, map)]),
  );
  await Promise.all(
    [...CLASSIC_SCRIPTS, 'auto.global'].map(async (name) => {
      const { code, map } = await classicScript(`${name}.js`, texts, {
        ...SMALL,
        ...namesAtTheBoundary(names, name.split('.')[0]),
      });
      writeSmall(folder, `${name}.js`, await smaller(code, map, 'iife', `${name}.js`));
    }),
  );
}

/**
 * @param {Record<string, string>} input
 * @param {import('rollup').RollupOptions} options
 */
const graph = (input, { external, plugins = [], treeshake = true } = {}) =>
  rollup({
    input,
    // Loaded when it is opened.
    external: external ?? [PANEL],
    treeshake,
    preserveEntrySignatures: 'allow-extension',
    plugins: [plugins, inlinedWasm(Object.fromEntries(PARTS.map((part) => [`./wasm-of-${part}.js`, wasmOf(part)])))],
  });

const GENERATED = {
  sourcemap: true,
  hoistTransitiveImports: false,
  externalLiveBindings: false,
  freeze: false,
  generatedCode: 'es2015',
};

async function write(folder, names, graph, ...options) {
  const { output } = await graph.generate(Object.assign({}, GENERATED, ...options));
  const { format } = Object.assign({}, ...options);
  await Promise.all(
    output.filter(isChunk).map(async ({ fileName, code, map }) => {
      const mangling = namesAtTheBoundary(names, fileName.split(/[.-]/)[0]);
      writeSmall(folder, fileName, await minified(code, map, format, fileName, mangling));
    }),
  );
}

/** @returns {file is import('rollup').OutputChunk} */
const isChunk = (/** @type {import('rollup').OutputChunk | import('rollup').OutputAsset} */ file) =>
  file.type === 'chunk';

/**
 * @param {string} folder
 * @param {string} fileName
 * @param {{ code?: string, map?: any }} script
 */
function writeSmall(folder, fileName, { code, map }) {
  // Two of the builds above must not write the same file: each imports a core of its own.
  writeFileSync(join(folder, fileName), code, { flag: 'wx' });
  if (hasMap(fileName)) writeFileSync(join(folder, `${fileName}.map`), map);
}

const withInlineMap = (text, map) =>
  `${text}\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(map.toString()).toString('base64')}`;

const SMALL = { minify: true, sourcesContent: true, target: 'es2022', charset: 'ascii', legalComments: 'none' };

// esbuild makes the script shorter, and terser, which takes longer over it, shorter still.
async function minified(text, map, format, fileName, mangling) {
  const { code, map: mapOfBoth } = await transform(withInlineMap(text, map), {
    ...SMALL,
    sourcemap: 'external',
    sourcefile: map.file,
    ...(format === 'es' ? { format: 'esm' } : {}),
    ...mangling,
  });
  return smaller(code, mapOfBoth, format, fileName);
}

// Names of small letters only: some are longer then, but Brotli has fewer kinds of characters to tell apart.
const SHORT_NAMES = {
  get: (index) =>
    (index < 26 ? '' : SHORT_NAMES.get(Math.floor(index / 26) - 1)) + String.fromCharCode(97 + (index % 26)),
};

/** @returns {Promise<{ code?: string, map?: any }>} */
const smaller = (code, map, format, fileName) =>
  minify(code, {
    ecma: 2022,
    // What a classic script declares outside of functions would be on the page's global: terser must not move anything there.
    toplevel: format !== 'iife',
    module: format === 'es',
    // Node reads what a CommonJS module exports off its text.
    compress: format !== 'cjs' && { passes: 2, hoist_funs: true, inline: 1 },
    mangle: { nth_identifier: SHORT_NAMES },
    format: { ascii_only: true },
    sourceMap: hasMap(fileName) && { content: map, url: `${basename(fileName)}.map` },
  });

// What the wasm exports is called by a letter: a property of that name is nothing else in all scripts.
const namesAtTheBoundary = (names, part) => {
  // `memory` is the class's: nobody looks into that of a policy. No other name is in two of them.
  const mangleCache = { ...names[part], ...(part === 'shared' && names.reconnecting), ...names.class };
  return { mangleCache, mangleProps: new RegExp(`^(${Object.keys(mangleCache).join('|')})$`) };
};

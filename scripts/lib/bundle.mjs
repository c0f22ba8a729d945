// The package's scripts from src/package and the wasm files.
import { copyFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { transform } from 'esbuild';
import { rollup } from 'rollup';
import { minify } from 'terser';
import { PARTS, wasmOf } from './compile.mjs';
import { inlinedWasm } from './inline.mjs';
import { ROOT } from './run.mjs';

const inPackage = (name) => join(ROOT, 'src/package', `${name}.js`);
// They share the class: what it needs is one script, and what they use of that it exports by a letter each.
const ENTRIES = ['core', 'index', 'auto', 'wrapper', 'wrap-host', 'reconnecting', 'stream'];
// In Node, Deno and Bun there is one class in a process: the ES modules there export what the CommonJS ones have.
const NODE_ENTRIES = ['index', 'auto', 'reconnecting', 'stream'].map((name) => `${name}.node`);
const NODE_MODULES = [...NODE_ENTRIES, 'wrap-host.node'];

/** Writes every entry in every format into a folder; `names` has what `shrink` has returned, by part. */
export async function bundle(folder, names) {
  const shared = (entries) => graph(Object.fromEntries(entries.map((name) => [name, inPackage(name)])));
  for (const name of NODE_MODULES) copyFileSync(join(ROOT, 'src/package', `${name}.mjs`), join(folder, `${name}.js`));
  const chunks = { manualChunks: { core: [inPackage('core')] }, minifyInternalExports: true };
  const alone = async (name, source = name) => [await graph({ [name]: inPackage(source) }), { entryFileNames: '[name].js' }];
  await Promise.all([
    write(folder, names, await shared(ENTRIES), { format: 'es', ...chunks, entryFileNames: '[name].js', chunkFileNames: '[name].js' }),
    write(folder, names, await shared([...ENTRIES, ...NODE_ENTRIES, 'own-host', 'reconnecting-class', 'stream-classes']), { format: 'cjs', ...chunks, entryFileNames: '[name].cjs', chunkFileNames: '[name].cjs', exports: 'named' }),
    write(folder, names, ...await alone('external'), { format: 'es' }),
    write(folder, names, ...await alone('auto.global', 'global'), { format: 'iife' }),
    write(folder, names, ...await alone('stream.global'), { format: 'iife' }),
  ]);
}

const graph = (input) => rollup({
  input,
  preserveEntrySignatures: 'allow-extension',
  plugins: [inlinedWasm(Object.fromEntries(PARTS.map((part) => [`inlined-wasm-of-${part}`, wasmOf(part)])))],
  // Scripts of the package import each other in circles, and call nothing of that while they are evaluated.
  onLog: (level, log) => { if (log.code !== 'CIRCULAR_DEPENDENCY') console.warn(level, log.message); },
});

async function write(folder, names, graph, ...options) {
  const { output } = await graph.generate(Object.assign({ sourcemap: true, hoistTransitiveImports: false, externalLiveBindings: false, freeze: false, generatedCode: 'es2015' }, ...options));
  const { format } = Object.assign({}, ...options);
  await Promise.all(output.filter(({ type }) => type === 'chunk').map(async ({ fileName, code, map }) => {
    const file = join(folder, fileName);
    const small = await minified(code, map, format, namesAtTheBoundary(names, fileName.split(/[.-]/)[0]));
    writeFileSync(file, small.code);
    writeFileSync(`${file}.map`, small.map);
  }));
}

// esbuild makes the script shorter, and terser, which takes longer over it, shorter still.
async function minified(text, map, format, mangling) {
  const inline = `${text}\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(map.toString()).toString('base64')}`;
  const { code, map: mapOfBoth } = await transform(inline, {
    minify: true, sourcemap: 'external', sourcesContent: true, target: 'es2022', charset: 'ascii', legalComments: 'none', sourcefile: map.file,
    ...(format === 'es' ? { format: 'esm' } : {}), ...mangling,
  });
  return minify(code, {
    ecma: 2022,
    toplevel: true,
    module: format === 'es',
    // Node reads what a CommonJS module exports off its text.
    compress: format !== 'cjs' && { passes: 3, collapse_vars: false },
    format: { ascii_only: true },
    sourceMap: { content: mapOfBoth, url: `${basename(map.file)}.map` },
  });
}

// What the wasm exports is called by a letter: a property of that name is nothing else in all scripts.
const namesAtTheBoundary = (names, part) => {
  // `memory` is the class's: nobody looks into that of a policy. No other name is in two of them.
  const mangleCache = { ...names[part], ...names.class };
  return { mangleCache, mangleProps: new RegExp(`^(${Object.keys(mangleCache).join('|')})$`) };
};

// Builds the package into dist/: cargo -> wasm-bindgen -> Binaryen -> esbuild. Skips what is up to date.
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { alone, isFresh, markFresh } from './lib/fresh.mjs';
import { CACHE, ROOT, SetupError, runMain, say, show } from './lib/run.mjs';
import { CARGO_HOME, WASM_TARGET, wasmBindgen, wasmEnv } from './lib/toolchain.mjs';

const DIST = join(ROOT, 'dist');
const GLUE = join(CACHE, 'glue');
const RUSTFLAGS = [
  // A call is mostly smaller than what it calls. With opt-level 3 and this, the wasm is a quarter smaller than with "z" or "s".
  '-Cllvm-args=-inline-threshold=12',
  // No path of this machine in the file, and no megabyte of stack for calls that go ten deep.
  `--remap-path-prefix=${join(CARGO_HOME, 'registry', 'src')}=`,
  `--remap-path-prefix=${ROOT}=`,
  '-Clink-arg=-zstack-size=65536',
];
const SOURCES = ['Cargo.toml', 'Cargo.lock', 'package-lock.json', 'src', 'scripts/build.mjs', 'scripts/lib'];

async function compile() {
  say('cargo: the core');
  const env = { ...wasmEnv(), CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS: RUSTFLAGS.join(' ') };
  const args = ['build', '--release', '--lib', '--features', 'small-allocator', '--target', WASM_TARGET];
  if (await show('cargo', args, { env }) !== 0) throw new SetupError('cargo build failed');
}

async function bindgen() {
  const program = wasmBindgen();
  if (!program) throw new SetupError('wasm-bindgen is missing: run node scripts/setup.mjs build');
  const wasm = join(ROOT, 'target', 'wasm', WASM_TARGET, 'release', 'websocket_wasm.wasm');
  rmSync(GLUE, { recursive: true, force: true });
  const options = ['--target', 'web', '--no-typescript', '--encode-into', 'always', '--omit-default-module-path'];
  if (await show(program, [...options, '--out-dir', GLUE, wasm]) !== 0) throw new SetupError('wasm-bindgen failed');
}

async function bundle() {
  const { build } = await import('esbuild');
  rmSync(DIST, { recursive: true, force: true });
  mkdirSync(DIST);
  const entry = (name, options) => build({
    entryPoints: { [name]: join(ROOT, 'src/package', `${options.source ?? name}.js`) },
    outdir: DIST,
    bundle: true,
    minify: true,
    sourcemap: true,
    target: 'es2022',
    charset: 'ascii',
    // Only what passes between the glue and our own files has snake-case names.
    mangleProps: /^[a-z]+(_[a-z]+)+$/,
    legalComments: 'none',
    logLevel: 'warning',
    // The glue's own way to fetch the wasm: unused where there is no import.meta.
    logOverride: { 'empty-import-meta': 'silent' },
    plugins: [entriesBesideIt(options), glue, inlinedWasm],
    ...options.esbuild,
  });
  const cjs = { esbuild: { format: 'cjs', outExtension: { '.js': '.cjs' } } };
  const esm = { esbuild: { format: 'esm' } };
  const inBothFormats = (name) => [esm, cjs].map((format) => entry(name, { ...format, isCore: name === 'core' }));
  await Promise.all([
    ...['core', 'index', 'auto', 'wrap-host', 'own-host', 'index.node', 'auto.node'].flatMap(inBothFormats),
    entry('external', esm),
    entry('auto.global', { source: 'auto', isCore: true, esbuild: { format: 'iife' } }),
  ]);
  copyFileSync(join(GLUE, 'websocket_wasm_bg.wasm'), join(DIST, 'websocket_wasm.wasm'));
  for (const name of ['auto', 'external', 'index', 'wrap-host']) {
    const types = readFileSync(join(ROOT, 'src/package', `${name}.d.ts`), 'utf8');
    writeFileSync(join(DIST, `${name}.d.ts`), types);
    if (name !== 'external') writeFileSync(join(DIST, `${name}.d.cts`), types.replaceAll(".js';", ".cjs';"));
  }
}

// The entries share one core file, so that a page that imports two of them has one class.
const entriesBesideIt = ({ isCore, esbuild }) => ({
  name: 'entries-beside-it',
  setup({ onResolve }) {
    if (isCore) return;
    onResolve({ filter: /^\.\/(core|index|auto|wrap-host|own-host)\.js$/ }, ({ path, kind }) => {
      if (kind === 'entry-point') return undefined;
      return { path: esbuild.outExtension ? path.replace('.js', '.cjs') : path, external: true };
    });
  },
});

const glue = {
  name: 'wasm-bindgen-glue',
  setup({ onResolve }) {
    onResolve({ filter: /^wasm-bindgen-glue$/ }, () => ({ path: join(GLUE, 'websocket_wasm.js') }));
    onResolve({ filter: /^package-memory$/ }, () => ({ path: join(ROOT, 'src/package/memory.js') }));
    // The glue imports copies of our own files: one module must not be there twice.
    const copied = /^.*?\/snippets\/websocket-wasm-[^/]+\//;
    onResolve({ filter: copied }, ({ path }) => ({ path: join(ROOT, path.replace(copied, '')) }));
  },
};

// Printable characters, one for each of the bytes 0 to 89 and two for the others: ASCII, so that no server's charset can
// spoil it, and unlike base64 it leaves the repetitions to the compressor that serves the file.
const inlinedWasm = {
  name: 'inlined-wasm',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^inlined-wasm$/ }, ({ path }) => ({ path, namespace: 'inlined-wasm' }));
    onLoad({ filter: /.*/, namespace: 'inlined-wasm' }, () => {
      const bytes = readFileSync(join(GLUE, 'websocket_wasm_bg.wasm'));
      const printable = (number) => String.fromCharCode(number + 35).replace('\\', '!');
      const text = [...bytes].map((byte) => {
        if (byte < 90) return printable(byte);
        return byte < 173 ? `}${printable(byte - 90)}` : `~${printable(byte - 173)}`;
      }).join('');
      const contents = `const text = ${JSON.stringify(text)};
        export const bytes = () => {
          const bytes = new Uint8Array(${bytes.length});
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
      return { contents, loader: 'js' };
    });
  },
};

function report() {
  const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
  for (const name of readdirSync(DIST).filter((file) => !file.endsWith('.map'))) {
    const bytes = readFileSync(join(DIST, name));
    console.log(`  ${name.padEnd(24)} ${String(bytes.length).padStart(7)} B ${String(brotli(bytes)).padStart(7)} B brotli`);
  }
}

await runMain(() => alone('package', async () => {
  if (isFresh('package', SOURCES, DIST)) return say('the package is up to date');
  await compile();
  await bindgen();
  const { shrink } = await import('./lib/shrink.mjs');
  say('Binaryen: making it small');
  shrink(join(GLUE, 'websocket_wasm_bg.wasm'), join(GLUE, 'websocket_wasm.js'));
  say('esbuild: the entries');
  await bundle();
  markFresh('package', SOURCES);
  report();
}));

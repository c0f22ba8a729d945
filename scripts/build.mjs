// Builds the package into dist/: cargo -> Binaryen -> Rollup, esbuild, terser. Skips what is up to date. `--sizes` prints the sizes in any case.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { compile, PARTS, wasmOf } from './lib/compile.mjs';
import { PACKAGES_OF_DEVTOOLS } from './lib/devtools.mjs';
import { alone, isFresh, markFresh } from './lib/fresh.mjs';
import { noticesFor } from './lib/notices.mjs';
import { ROOT, runMain, say } from './lib/run.mjs';

const DIST = join(ROOT, 'dist');
/** Of the console, what the panel of developer tools is made of. */
const PANEL = ['devtools', 'index.html', 'model', 'style', 'view'].map((name) => `www/src/${name}`);
const SOURCES = ['Cargo.toml', 'Cargo.lock', 'package-lock.json', 'src', 'scripts/build.mjs', 'scripts/lib', ...PANEL];

function copyWasmAndTypes() {
  copyFileSync(wasmOf('class'), join(DIST, 'websocket_wasm.wasm'));
  for (const name of [
    'auto',
    'devtools',
    'external',
    'index',
    'observe',
    'platform',
    'reconnecting',
    'shared',
    'stream',
    'worker',
    'wrap-host',
  ]) {
    const types = readFileSync(join(ROOT, 'src/package', `${name}.d.ts`), 'utf8');
    writeFileSync(join(DIST, `${name}.d.ts`), types);
    if (!['devtools', 'external'].includes(name))
      writeFileSync(join(DIST, `${name}.d.cts`), types.replaceAll(".js';", ".cjs';"));
  }
}

function report() {
  const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
  for (const name of readdirSync(DIST).filter((file) => !file.endsWith('.map'))) {
    const bytes = readFileSync(join(DIST, name));
    console.log(
      `  ${name.padEnd(24)} ${String(bytes.length).padStart(7)} B ${String(brotli(bytes)).padStart(7)} B brotli`,
    );
  }
}

await runMain(() =>
  alone('package', async () => {
    if (isFresh('package', SOURCES, DIST)) {
      say('the package is up to date');
      if (process.argv.includes('--sizes')) report();
      return;
    }
    say('cargo: the class and the policies');
    await compile();
    // Not before set-up has installed what they import.
    const { shrink } = await import('./lib/shrink.mjs');
    const { bundle } = await import('./lib/bundle.mjs');
    say('Binaryen: making them small');
    const names = Object.fromEntries(PARTS.map((part) => [part, shrink(wasmOf(part))]));
    say('esbuild: the entries');
    rmSync(DIST, { recursive: true, force: true });
    mkdirSync(DIST);
    await bundle(DIST, names);
    copyWasmAndTypes();
    writeFileSync(join(DIST, 'THIRD-PARTY-NOTICES.txt'), `${noticesFor(PARTS, PACKAGES_OF_DEVTOOLS)}\n`);
    markFresh('package', SOURCES);
    report();
  }),
);

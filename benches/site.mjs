// The page that is measured in, with the contenders' scripts and the package as it is published.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { ROOT, SetupError } from '../scripts/lib/run.mjs';
import { serveFolder } from '../servers/static_server.mjs';
import { CONTENDERS, NATIVE } from './contenders.mjs';

/** Serves the page and the package in `dist`, as both are now; resolves to `{ url, close }`. */
export async function serveSite(dist = join(ROOT, 'dist')) {
  const files = {
    '/index.html': PAGE,
    ...filesOf(dist, '/package'),
    ...filesOf(EMPTY, '/empty'),
    ...(await scripts()),
  };
  return serveFolder(files, { headers: ISOLATION });
}

const FOLDER = fileURLToPath(new URL('page', import.meta.url));
const EMPTY = join(FOLDER, 'empty');

// A page that shares its process with no other gets a clock of 5 µs in Chromium, not of 100.
const ISOLATION = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };

const PAGE =
  '<!doctype html><meta charset="utf-8"><title>Benchmark</title><script type="module" src="/main.js"></script>';

/** In memory, so that a build meanwhile changes nothing. */
function filesOf(folder, path) {
  if (!existsSync(join(folder, 'index.js')))
    throw new SetupError(`there is no package in ${folder}: run npm run build`);
  const names = readdirSync(folder).filter((name) => name.endsWith('.js'));
  return Object.fromEntries(names.map((name) => [`${path}/${name}`, readFileSync(join(folder, name))]));
}

async function scripts() {
  const names = [NATIVE, ...Object.keys(CONTENDERS)];
  const contenders = names.map((name) => [`contenders/${name}`, join(FOLDER, 'contenders', `${name}.mjs`)]);
  const { outputFiles } = await build({
    entryPoints: { main: join(FOLDER, 'main.mjs'), ...Object.fromEntries(contenders) },
    outdir: '/',
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    logLevel: 'warning',
    plugins: [packageAsPublished],
  });
  return Object.fromEntries(outputFiles.map(({ path, contents }) => [path, Buffer.from(contents)]));
}

const packageAsPublished = {
  name: 'package-as-published',
  setup({ onResolve }) {
    onResolve({ filter: /^websocket-wasm$/ }, () => ({ path: '/package/index.js', external: true }));
    onResolve({ filter: /^websocket-wasm\/(reconnecting|observe)$/ }, ({ path }) => ({
      path: path.replace('websocket-wasm', '/package').concat('.js'),
      external: true,
    }));
    onResolve({ filter: /^\/contenders\// }, ({ path }) => ({ path, external: true }));
  },
};

// The examples as a stranger has them: copied beside the package that is installed from its tarball, with their server.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from 'vite';
import { npmCi } from '../../scripts/lib/npm.mjs';
import { ROOT } from '../../scripts/lib/run.mjs';
import { runtimes } from '../../scripts/lib/toolchain.mjs';
import { serveFolder } from '../../servers/static_server.mjs';
import { pack } from '../package/packed.mjs';

const EXAMPLES = join(ROOT, 'examples');
/** The server that the examples name. */
const NAMED = 'ws://127.0.0.1:8081';
/** `rust-*` are crates, with a test of their own. */
const NOT_COPIED = /^(node_modules|chat\.log|package-lock\.json|rust-.*)$/;
/** They run in a browser as they are. */
const WITHOUT_BUNDLER = ['html'];

/**
 * Copies, builds and serves the examples: `{ folder, server, urlOf(example), close }`. `server` has `stop()`, and `restart()` on the
 * same port.
 */
export async function serveExamples() {
  await npmCi(EXAMPLES, 'the examples', ['--ignore-scripts']);
  const packed = pack();
  const folder = join(packed.project, 'examples');
  cpSync(EXAMPLES, folder, {
    recursive: true,
    filter: (path) => !NOT_COPIED.test(relative(EXAMPLES, path)),
  });
  link(folder);
  const server = await startServer(folder);
  for (const path of readdirSync(folder, { recursive: true }).filter((name) => /\.(html|jsx?|mjs)$/.test(name)))
    pointTo(server.url, join(folder, path));
  const [plain, bundled] = await Promise.all([serveFolder(packed.project), serveFolder(await bundle(folder))]);
  return {
    folder,
    server,
    urlOf: (name) => (WITHOUT_BUNDLER.includes(name) ? `${plain.url}/examples/${name}/` : `${bundled.url}/${name}/`),
    async close() {
      await Promise.all([plain.close(), bundled.close(), server.stop()]);
      packed.remove();
    },
  };
}

/** The packages of others; ours is in the folder above. */
function link(folder) {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  mkdirSync(join(folder, 'node_modules'));
  for (const name of Object.keys({ ...dependencies, ...devDependencies })) {
    if (name !== 'websocket-wasm')
      symlinkSync(join(EXAMPLES, 'node_modules', name), join(folder, 'node_modules', name), 'junction');
  }
}

function pointTo(url, file) {
  const text = readFileSync(file, 'utf8');
  if (text.includes(NAMED)) writeFileSync(file, text.replaceAll(NAMED, url));
}

/** Builds all pages at once; resolves to the folder. */
async function bundle(folder) {
  const outDir = join(folder, '.built');
  const pages = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'index.html')));
  const input = pages.filter((name) => !WITHOUT_BUNDLER.includes(name)).map((name) => join(folder, name, 'index.html'));
  await build({ root: folder, configFile: false, logLevel: 'error', build: { outDir, rolldownOptions: { input } } });
  return outDir;
}

/** The examples' own server, in a process. */
async function startServer(folder) {
  let child;
  const server = {
    url: undefined,
    async start(port = 0) {
      const stdio = ['ignore', 'pipe', 'inherit'];
      child = spawn(runtimes.node(), ['server.mjs', String(port)], { cwd: folder, stdio });
      const [line] = await once(child.stdout, 'data');
      server.url = String(line).trim();
      return server;
    },
    restart: () => server.start(Number(new URL(server.url).port)),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill();
      await once(child, 'exit');
    },
  };
  return server.start();
}

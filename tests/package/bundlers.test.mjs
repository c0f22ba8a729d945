// Apps that have installed the package, built by the usual bundlers with no setting for wasm, in real browsers.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ROOT } from '../../scripts/lib/run.mjs';
import { startServer } from '../../servers/server.mjs';
import { serveFolder } from '../../servers/static_server.mjs';
import { engines } from '../support/browsers.mjs';
import { sharedBrowser } from '../support/shared_browsers.mjs';
import { pack } from './packed.mjs';
import { USUAL } from './pages.mjs';

const FIXTURES = fileURLToPath(new URL('fixtures', import.meta.url));
const STRICT = { 'content-security-policy': "script-src 'self'" };
const WORKS = 'hello through ours';
/** How long an app may take on a slow machine; no test passes or fails by being fast. */
const PATIENCE_MS = 20_000;

describe('an app', () => {
  let packed;
  let server;
  before(async () => {
    packed = pack();
    server = await startServer();
  });
  after(async () => {
    await server?.close();
    packed?.remove();
  });

  for (const bundler of ['webpack', 'vite', 'esbuild', 'rollup']) {
    describeBuilt(bundler, 'root', (engine, show) => {
      test(`works in ${engine}`, async () => assert.equal(await show(), WORKS));

      test(`names the cause if ${engine} may not compile WebAssembly`, async () => {
        assert.match(await show({ headers: STRICT }), /websocket-wasm: .*'wasm-unsafe-eval'/);
      });
    });

    describeBuilt(bundler, 'auto', (engine, show) => {
      test(`works in ${engine}`, async () => assert.equal(await show(), WORKS));
    });
  }

  // The others have no notion of `new URL('file', import.meta.url)`.
  for (const bundler of ['webpack', 'vite']) {
    describeBuilt(bundler, 'external', (engine, show) => {
      test(`works in ${engine}`, async () => assert.equal(await show(), WORKS));
    });
  }

  /** Tests, for every engine, of an app that is built once. */
  function describeBuilt(bundler, app, define) {
    describe(`that imports the ${app} entry, built with ${bundler}`, () => {
      let folder;
      before(() => {
        folder = build(packed.project, bundler, app);
      });
      for (const engine of engines()) define(engine, (options) => show(engine, folder, options));
    });
  }

  /** What the app shows: its result, or the error that kept it from having one. */
  async function show(engine, folder, { headers = {} } = {}) {
    const browser = await sharedBrowser(engine, USUAL);
    const page = readFileSync(join(folder, 'index.html'), 'utf8');
    const files = {
      '/index.html': page.replace('</output>', '</output><script src="/errors.js"></script>'),
      '/errors.js':
        "addEventListener('error', ({ message }) => { document.querySelector('output').textContent = message; });",
    };
    const site = await serveFolder(folder, { files, headers });
    try {
      await browser.get(`${site.url}/?server=${encodeURIComponent(`${server.url}/echo`)}`);
      const shown = () => browser.executeScript(() => document.querySelector('output').textContent);
      return await browser.wait(shown, PATIENCE_MS);
    } finally {
      await site.close();
    }
  }
});

/** Builds an app inside a project that has the package installed; returns the folder to serve. */
function build(project, bundler, app) {
  const folder = join(project, `${bundler}-${app}`);
  cpSync(join(FIXTURES, bundler), folder, { recursive: true });
  cpSync(join(FIXTURES, 'apps', `${app}.js`), join(folder, 'app.js'));
  const { devDependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  for (const name of Object.keys(devDependencies)) {
    const link = join(folder, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', name), link, 'junction');
  }
  // npm looks for programs in the folders above the app only.
  const PATH = [join(ROOT, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  const { status, stdout, stderr } = spawnSync('npm', ['run', 'build'], {
    cwd: folder,
    env: { ...process.env, PATH },
    encoding: 'utf8',
  });
  assert.equal(status, 0, stdout + stderr);
  return bundler === 'vite' ? join(folder, 'dist') : folder;
}

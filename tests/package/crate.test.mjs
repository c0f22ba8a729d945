// The crate as a dependency of an app, which brings its own release of wasm-bindgen, its own allocator and its own stack.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ROOT } from '../../scripts/lib/run.mjs';
import { WASM_TARGET, wasmBindgen, wasmEnv } from '../../scripts/lib/toolchain.mjs';
import { inEveryEngine } from './pages.mjs';

/** Builds tests/crate/app.rs; returns its module and scripts by path, as a site serves them. */
function builtApp() {
  const env = wasmEnv();
  const folder = mkdtempSync(join(tmpdir(), 'app-'));
  run('cargo', ['build', '--example', 'app', '--target', WASM_TARGET], env);
  const wasm = join(env.CARGO_TARGET_DIR, WASM_TARGET, 'debug', 'examples', 'app.wasm');
  run(wasmBindgen(), ['--target', 'web', '--no-typescript', '--out-dir', folder, wasm], env);
  const paths = readdirSync(folder, { recursive: true }).filter((path) => /\.(js|wasm)$/.test(path));
  const files = Object.fromEntries(paths.map((path) => [`/app/${path}`, readFileSync(join(folder, path))]));
  rmSync(folder, { recursive: true, force: true });
  return files;
}

function run(program, args, env) {
  const { status, stderr } = spawnSync(program, args, { cwd: ROOT, env, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
}

let files;
before(() => { files = builtApp(); });
after(() => { files = undefined; });

inEveryEngine('the crate in an app', ({ visit, echoUrl }) => {
  test('puts its class on the global, which works, and takes it off again', async () => {
    const found = await visit({ files }, async (url) => {
      const app = await import('/app/app.js');
      await app.default();
      const Class = app.put();
      const isInstalled = WebSocket === Class;
      const socket = new WebSocket(url, { protocols: [], highWaterMark: 1 });
      await next(socket, 'open');
      socket.send('h\u00e9llo');
      const { data } = await next(socket, 'message');
      const { readyState } = app.figures(socket);
      const exchanged = await exchange(url);
      const host = app.take_away();
      return { isInstalled, data, readyState, exchanged, isBack: host === native && WebSocket === native };
    }, echoUrl());
    assert.deepEqual(found, {
      isInstalled: true, data: 'h\u00e9llo', readyState: 1, isBack: true,
      exchanged: { data: 'hello', code: 1000, isTrusted: true, isNative: false },
    });
  });

  test('throws what the class throws', async () => {
    const found = await visit({ files }, async () => {
      const app = await import('/app/app.js');
      await app.default();
      app.put();
      try {
        return new WebSocket('ftp://h/');
      } catch ({ name, message }) {
        return { name, message };
      }
    });
    assert.deepEqual(found, { name: 'SyntaxError', message: "The URL's scheme must be ws, wss, http or https. ftp://h/ has another." });
  });
});

test('the crate brings along every script that its own import', () => {
  const folder = join(ROOT, 'src/bindings');
  const read = (name) => readFileSync(join(folder, name), 'utf8');
  const named = readdirSync(folder).filter((name) => name.endsWith('.rs'))
    .flatMap((name) => [...read(name).matchAll(/"\/src\/bindings\/([\w.]+\.js)"/g)].map(([, script]) => script));
  const reached = new Set();
  const reach = (script) => {
    if (reached.has(script)) return;
    reached.add(script);
    for (const [, imported] of read(script).matchAll(/ from '\.\/([\w.]+)'/g)) reach(imported);
  };
  ['class.js', 'inspector.js', 'install.js'].forEach(reach);
  assert.deepEqual([...new Set(named)].sort(), [...reached].sort());
});

test("the names that the crate adds to an app's module carry the crate's name, and the npm package's policies are not there", () => {
  const [, wasm] = Object.entries(files).find(([path]) => path.endsWith('.wasm'));
  const names = WebAssembly.Module.exports(new WebAssembly.Module(wasm)).map(({ name }) => name);
  const own = ['put', 'take_away', 'figures', 'memory'];
  const ours = names.filter((name) => !own.includes(name) && !name.startsWith('__'));
  assert.ok(ours.includes('websocket_wasm_send'));
  assert.deepEqual(ours.filter((name) => !/^websocket_wasm_/.test(name)), []);
  assert.deepEqual(ours.filter((name) => /reconnecting|stream|policy/.test(name)), []);
});

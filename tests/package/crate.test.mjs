// The crate as a dependency of an app, which brings its own release of wasm-bindgen, its own allocator and its own stack.
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { ROOT } from '../../scripts/lib/run.mjs';
import { runtimes, WASM_TARGET, wasmBindgen, wasmEnv } from '../../scripts/lib/toolchain.mjs';
import { startServer } from '../../servers/server.mjs';
import { inEveryEngine } from './pages.mjs';

const execute = promisify(execFile);

/** What cargo is told to build an app, and the path of the wasm in its target folder. */
const APPS = {
  /** The class: tests/crate/app.rs. */
  app: [['--example', 'app', '--features', 'class'], 'examples/app.wasm'],
  /** The client. */
  'rust-echo': [['--manifest-path', 'examples/rust-echo/Cargo.toml', '--locked'], 'rust_echo.wasm'],
};

/** Builds an app; returns its module and scripts by path, as a site serves them. */
function builtApp(name) {
  const env = wasmEnv();
  const folder = mkdtempSync(join(tmpdir(), 'app-'));
  const [args, path] = APPS[name];
  run('cargo', ['build', ...args, '--target', WASM_TARGET], env);
  const wasm = join(env.CARGO_TARGET_DIR, WASM_TARGET, 'debug', path);
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
let echoFiles;
before(() => {
  files = builtApp('app');
  echoFiles = builtApp('rust-echo');
});
after(() => {
  files = undefined;
  echoFiles = undefined;
});

inEveryEngine('the crate in an app', ({ visit, echoUrl }) => {
  test('puts its class on the global, which works, and takes it off again', async () => {
    const found = await visit(
      { files },
      async (url) => {
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
      },
      echoUrl(),
    );
    assert.deepEqual(found, {
      isInstalled: true,
      data: 'h\u00e9llo',
      readyState: 1,
      isBack: true,
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
    assert.deepEqual(found, {
      name: 'SyntaxError',
      message: "The URL's scheme must be ws, wss, http or https. ftp://h/ has another.",
    });
  });
});

inEveryEngine('examples/rust-echo', ({ visit, echoUrl }) => {
  test('sends a text, returns what comes back, and throws why nothing does', async () => {
    const found = await visit(
      { files: echoFiles },
      async (url) => {
        const app = await import('/app/rust_echo.js');
        await app.default();
        const error = await app.echo('ftp://h/', '').catch((thrown) => thrown);
        return [await app.echo(url, 'h\u00e9llo'), error instanceof Error, error.message];
      },
      echoUrl(),
    );
    assert.deepEqual(found, [
      'h\u00e9llo (closed with 1000 (normal closure): thank you)',
      true,
      'The URL ftp://h/ is not valid, or not one of ws, wss, http or https, or it has a fragment.',
    ]);
  });
});

test('docs/rust.md shows this example', () => {
  const code = readFileSync(join(ROOT, 'examples/rust-echo/src/lib.rs'), 'utf8').replace(/^\/\/.*\n/gm, '');
  assert.ok(readFileSync(join(ROOT, 'docs/rust.md'), 'utf8').includes(`\`\`\`rust\n${code}\`\`\``));
});

test('an app with the client has no export and no script of ours', () => {
  const paths = Object.keys(echoFiles);
  assert.deepEqual(paths.sort(), ['/app/rust_echo.js', '/app/rust_echo_bg.wasm']);
  const wasm = new WebAssembly.Module(echoFiles['/app/rust_echo_bg.wasm']);
  const names = WebAssembly.Module.exports(wasm).map(({ name }) => name);
  assert.deepEqual(
    names.filter((name) => name.startsWith('websocket_wasm')),
    [],
  );
});

test('the crate brings along every script that its own import', () => {
  const read = (path) => readFileSync(join(ROOT, path), 'utf8');
  const named = readdirSync(join(ROOT, 'src/class'))
    .filter((name) => name.endsWith('.rs'))
    .flatMap((name) => [...read(`src/class/${name}`).matchAll(/"\/(src\/[\w./-]+\.js)"/g)].map(([, script]) => script));
  const reached = new Set();
  const reach = (script) => {
    if (reached.has(script)) return;
    reached.add(script);
    for (const [, imported] of read(script).matchAll(/(?:from|import) '(\.[\w./]+)'/g))
      reach(join(dirname(script), imported));
  };
  ['package/for-rust', 'class/inspector', 'class/install'].forEach((name) => reach(`src/${name}.js`));
  assert.deepEqual([...new Set(named)].sort(), [...reached].sort());
});

for (const [runtime, args] of [
  ['node', []],
  ['deno', ['run', '--allow-net', '--allow-read']],
]) {
  test(`the crate in an app in ${runtime} puts its class on the global, which works`, async () => {
    const program = runtimes[runtime]();
    assert.ok(program, `set-up installs ${runtime}`);
    const folder = mkdtempSync(join(tmpdir(), 'app-'));
    const server = await startServer();
    try {
      for (const [path, content] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), content);
      }
      writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
      writeFileSync(join(folder, 'main.mjs'), IN_RUNTIME);
      const { stdout } = await execute(program, [...args, join(folder, 'main.mjs'), server.url], { timeout: 20_000 });
      assert.deepEqual(JSON.parse(stdout), {
        isInstalled: true,
        isInstance: true,
        open: 1,
        data: ['h\u00e9llo', 4],
        figures: 1,
        close: [3000, 'bye', true],
        isBack: true,
      });
    } finally {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
}

const IN_RUNTIME = `
  import { readFileSync } from 'node:fs';
  import process from 'node:process';
  import { default as start, put, take_away, figures } from './app/app.js';
  const native = globalThis.WebSocket;
  const next = (target, type) => new Promise((resolve) => target.addEventListener(type, resolve, { once: true }));
  await start({ module_or_path: readFileSync(new URL('./app/app_bg.wasm', import.meta.url)) });
  const Class = put();
  const isInstalled = WebSocket === Class;
  const socket = new WebSocket(process.argv.at(-1) + '/echo');
  const isInstance = socket instanceof Class;
  await next(socket, 'open');
  const { readyState: open } = socket;
  const data = [];
  for (const message of ['h\u00e9llo', new Blob(['four'])]) {
    socket.send(message);
    const { data: answer } = await next(socket, 'message');
    data.push(answer.size ?? answer);
  }
  const { readyState } = figures(socket);
  socket.close(3000, 'bye');
  const { code, reason, wasClean } = await next(socket, 'close');
  const host = take_away();
  console.log(JSON.stringify({
    isInstalled, isInstance, open, data, figures: readyState, close: [code, reason, wasClean], isBack: host === native && WebSocket === native,
  }));
  process.exit();
`;

test("the names that the crate adds to an app's module carry the crate's name, and the npm package's policies are not there", () => {
  const [, wasm] = Object.entries(files).find(([path]) => path.endsWith('.wasm'));
  const names = WebAssembly.Module.exports(new WebAssembly.Module(wasm)).map(({ name }) => name);
  const own = ['put', 'take_away', 'figures', 'memory'];
  const ours = names.filter((name) => !own.includes(name) && !name.startsWith('__'));
  assert.ok(ours.includes('websocket_wasm_send'));
  assert.deepEqual(
    ours.filter((name) => !/^websocket_wasm_/.test(name)),
    [],
  );
  assert.deepEqual(
    ours.filter((name) => /reconnecting|stream|policy/.test(name)),
    [],
  );
});

// The crate's tests in browsers (tests/web, tests/client) and in Node. Those of the class run by `wasm-pack test` in the engines that it
// knows. For all others wasm-bindgen's runner serves the pages, and our WebDriver opens them: one browser for all.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { delimiter, dirname, join } from 'node:path';
import { freePort } from '../../servers/loopback.mjs';
import { startServer } from '../../servers/server.mjs';
import { withBrowser } from '../../tests/support/browsers.mjs';
import { collectTranscripts, differences } from './differential.mjs';
import { ROOT, SetupError, say, show } from './run.mjs';
import { NATIVE, runtimes, WASM_TARGET, wasmBindgen, wasmEnv } from './toolchain.mjs';
import { whileWarm } from './warm.mjs';
import { knowsWasmPack, runWithWasmPack } from './wasm_pack.mjs';

const OF_CLASS = 'web';
// wasm-pack builds all tests that the features allow.
const FEATURES_OF_CLASS = ['--no-default-features', '--features', 'class'];
const OF_NODE = 'client-node';
/** Always the same: `npm run differential:rust` runs others, and more. */
const PROGRAMS = { seed: 22, programs: 60 };

/** The test programs with the features that they are built with. Each is a page of its own, but for that of Node. */
const BUILDS = [
  { tests: [OF_CLASS], features: FEATURES_OF_CLASS },
  { tests: ['client', 'client-worker', 'client-shared-worker', 'client-service-worker', OF_NODE], features: [] },
  { tests: ['client-features'], features: ['--features', 'class,remote,serde-wasm-bindgen,web-sys'] },
];

/** Runs the crate's tests in these engines, and those of the client in Node; resolves to the exit status. */
export function runWebTests(engines) {
  return withServer(async (env) => {
    const wasms = {};
    for (const { tests, features } of BUILDS) Object.assign(wasms, await compiledTests(tests, features, env));
    const { [OF_NODE]: ofNode, [OF_CLASS]: ofClass, ...ofClient } = wasms;
    const statuses = [];
    for (const engine of engines.filter(knowsWasmPack))
      statuses.push(await runWithWasmPack(engine, ['--test', OF_CLASS, ...FEATURES_OF_CLASS], env));
    const others = engines.filter((engine) => !knowsWasmPack(engine));
    statuses.push(await runInPages(others, [ofClass], env));
    const runClient = () => runInPages(engines, Object.values(ofClient), env);
    statuses.push(await compareWithNative(engines, env, PROGRAMS, runClient));
    say('the tests of the client in Node');
    statuses.push(await runInNode(ofNode, env));
    return Math.max(...statuses);
  });
}

/** Runs the tests that open and drop connections, so many in each phase, in an engine; resolves likewise. */
export function runLeaks(engine, count) {
  return withServer(async (given) => {
    const env = { ...given, WS_LEAK_COUNT: `${count}` };
    const wasms = await compiledTests(['client'], [], env);
    // Each phase is a test, which writes at its end.
    return runInPages([engine], Object.values(wasms), env, { filter: ['dropping'], silentMinutes: 10 });
  });
}

/** Runs so many random programs of a seed natively and in each engine, and shows what differs; resolves likewise. */
export function runDifferential(engines, seed, programs) {
  return withServer(async (env) => {
    const wasms = Object.values(await compiledTests(['client'], [], env));
    return compareWithNative(engines, env, { seed, programs }, () =>
      runInPages(engines, wasms, env, { filter: ['programs'] }),
    );
  });
}

/** Lets `run` run random programs in each engine, in this order, and compares them with native ones; resolves likewise. */
async function compareWithNative(engines, env, { seed, programs }, run) {
  const transcripts = await collectTranscripts(env.WS_TEST_SERVER, seed, programs);
  try {
    const statuses = [await run()];
    const browsers = await transcripts.taken();
    statuses.push(await runNatively(env));
    const [native = []] = await transcripts.taken();
    for (const [index, engine] of engines.entries())
      statuses.push(showDifferences(engine, native, browsers[index] ?? []));
    return Math.max(...statuses);
  } finally {
    transcripts.close();
  }
}

/** Runs the random programs natively, against the server of the browsers. */
function runNatively(env) {
  say('random programs of the client, natively');
  const { WS_TEST_SERVER } = env;
  return show('cargo', ['test', ...NATIVE, '--test', 'client', 'programs'], {
    env: { ...process.env, WS_TEST_SERVER },
  });
}

function showDifferences(engine, native, browser) {
  const found = differences(native, browser, engine);
  say(`${native.length} programs natively and in ${engine}: ${found.length} differ`);
  for (const { program, ...told } of found) console.log([program, told.native, told.browser].join('\n  '));
  return found.length > 0 || native.length === 0 ? 1 : 0;
}

/** Runs the client's tests with memory that threads may share, in an engine; resolves likewise. */
export function runWithAtomics(engine) {
  const linked = ['shared-memory', 'max-memory=1073741824', 'import-memory', ...TLS.map((name) => `export=${name}`)];
  const flags = [
    '-C target-feature=+atomics,+bulk-memory,+mutable-globals',
    ...linked.map((argument) => `-C link-arg=--${argument}`),
  ];
  return withServer(async (given) => {
    const env = {
      ...given,
      RUSTFLAGS: flags.join(' '),
      // Otherwise only a nightly compiler builds its own standard library.
      RUSTC_BOOTSTRAP: '1',
      CARGO_TARGET_DIR: join(ROOT, 'target', 'atomics'),
    };
    const how = ['--features', 'remote', '-Z', 'build-std=std,panic_abort'];
    const wasms = await compiledTests(['client-atomics'], how, env);
    return runInPages([engine], Object.values(wasms), env);
  });
}

/** What wasm-bindgen needs of a module that has threads. */
const TLS = ['__wasm_init_tls', '__tls_size', '__tls_align', '__tls_base'];

/** Gives `use` the environment in which tests are built and run. */
async function withServer(use) {
  const server = await startServerOfThisCheckout();
  try {
    return await use({ ...wasmEnv(), WS_TEST_SERVER: server.url });
  } finally {
    await server.close();
  }
}

// The tests get its URL when they are compiled: with the port of the last time there is nothing to compile.
async function startServerOfThisCheckout() {
  const port = PORTS.from + (createHash('sha256').update(ROOT).digest().readUInt32BE() % PORTS.count);
  try {
    return await startServer({ port });
  } catch (error) {
    if (error.code !== 'EADDRINUSE') throw error;
    return startServer();
  }
}

/** Below what Linux gives out by itself, and beside those of `freePort`. */
const PORTS = { from: 14_000, count: 1_000 };

/** Builds test programs; resolves to the paths of their wasm by their names. */
async function compiledTests(names, how, env) {
  const tests = names.flatMap((name) => ['--test', name]);
  const args = ['test', '--no-run', '--target', WASM_TARGET, ...tests, ...how];
  const cargo = spawn('cargo', [...args, '--message-format', 'json-render-diagnostics'], {
    env,
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [messages, [status]] = await Promise.all([cargo.stdout.toArray(), once(cargo, 'close')]);
  if (status !== 0) throw new SetupError(`the tests ${names.join(', ')} could not be built`);
  const artifacts = Buffer.concat(messages)
    .toString()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))
    .filter(({ executable, target }) => executable && names.includes(target.name));
  return Object.fromEntries(artifacts.map(({ executable, target }) => [target.name, executable]));
}

const runner = () => join(dirname(wasmBindgen()), 'wasm-bindgen-test-runner');

function runInNode(wasm, env) {
  // It takes the `node` on PATH. The one of set-up has sockets, which Node 20 has not.
  const PATH = [dirname(runtimes.node()), env.PATH].join(delimiter);
  return show(runner(), [wasm], { env: { ...env, PATH } });
}

/**
 * Serves the tests of each wasm, whose names have all of `filter` in them, and runs them in each engine; resolves to the exit status. Gives up
 * if they write nothing for `silentMinutes`.
 */
async function runInPages(engines, wasms, env, { filter = [], silentMinutes = 1 } = {}) {
  const ports = await freePorts(wasms.length);
  const pages = await Promise.all(wasms.map((wasm, index) => servePage(wasm, ports[index], env, filter)));
  try {
    let worst = 0;
    for (const engine of engines) {
      say(`the tests of the crate in ${engine}`);
      worst = Math.max(
        worst,
        await withBrowser(engine, {}, (browser) => runPages(browser, engine, pages, silentMinutes)),
      );
    }
    return worst;
  } finally {
    for (const { stop } of pages) stop();
  }
}

async function runPages(browser, engine, pages, silentMinutes) {
  await browser.manage().setTimeouts({ script: silentMinutes * 60_000 });
  let worst = 0;
  for (const { port } of pages) {
    const output = await whileWarm(port, (onOutput) => readOutput(browser, engine, port, silentMinutes, onOutput));
    if (!/^test result: ok\./m.test(output)) worst = 1;
  }
  return worst;
}

/** So many, each another one: a port that is free again may come twice. */
async function freePorts(count) {
  const ports = new Set();
  while (ports.size < count) ports.add(await freePort());
  return [...ports];
}

/** Starts wasm-bindgen's runner; resolves to `{ port, stop }` once it serves the page of these tests. */
async function servePage(wasm, port, env, filter) {
  const address = `127.0.0.1:${port}`;
  const child = spawn(runner(), [wasm, ...filter], {
    env: { ...env, WASM_BINDGEN_TEST_ADDRESS: address, NO_HEADLESS: '1' },
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = () => child.kill();
  process.once('exit', stop);
  let said = '';
  for await (const piece of child.stdout.iterator({ destroyOnReturn: false })) {
    said += piece;
    if (!said.includes(address)) continue;
    child.stdout.resume();
    return { port, stop };
  }
  throw new SetupError(`wasm-bindgen-test-runner did not serve the tests: ${said.trim()}`);
}

/** Opens the tests' page and shows what the tests write, until there is a result; resolves to all of it. */
async function readOutput(browser, engine, port, silentMinutes, onOutput) {
  await browser.get(`http://127.0.0.1:${port}/`);
  let output = '';
  while (!/^test result: /m.test(output)) {
    const piece = await browser.executeAsyncScript(outputAfter, output.length).catch((error) => {
      throw error.name === 'ScriptTimeoutError'
        ? new SetupError(`the tests in ${engine} have written nothing for ${silentMinutes} min`)
        : error;
    });
    process.stdout.write(piece);
    onOutput();
    output += piece;
  }
  return output;
}

// Runs in the page: what the tests have written after the first `length` characters, once there is something.
function outputAfter(length, done) {
  const element = document.querySelector('#output');
  const tell = () => {
    // Before that there is only what is being loaded.
    const [output = ''] = /^running \d+ test.*/ms.exec(element.textContent) ?? [];
    if (output.length > length) done(output.slice(length));
    return output.length > length;
  };
  if (tell()) return;
  const observer = new MutationObserver(() => tell() && observer.disconnect());
  observer.observe(element, { childList: true, characterData: true, subtree: true });
}

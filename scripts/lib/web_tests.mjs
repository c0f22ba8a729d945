// The crate's tests in a browser (tests/web, tests/client): by wasm-pack, or without it in an engine that it does not know.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../servers/loopback.mjs';
import { startServer } from '../../servers/server.mjs';
import { withBrowser } from '../../tests/support/browsers.mjs';
import { ROOT, SetupError, say, showAndRead } from './run.mjs';
import { browsers, cargoTool, runtimes, WASM_TARGET, wasmBindgen, wasmEnv } from './toolchain.mjs';

/** Each is a page of its own; what cargo is told to build it. */
const TESTS = {
  web: ['--test', 'web', '--features', 'class'],
  client: ['--test', 'client'],
  'client-worker': ['--test', 'client-worker'],
  'client-shared-worker': ['--test', 'client-shared-worker'],
  'client-service-worker': ['--test', 'client-service-worker'],
  'client-features': ['--test', 'client-features', '--features', 'class,remote,serde-wasm-bindgen,web-sys'],
};

/** Those of commands of their own. */
const OTHERS = {
  leaks: ['--test', 'client', '--', 'dropping'],
  atomics: ['--test', 'client-atomics', '--features', 'remote', '-Z', 'build-std=std,panic_abort'],
};
const LEAKS_TIMEOUT_S = 3600;

/** Runs them with `wasm-pack test` in Chromium or Firefox; resolves to the exit status. `names` are some of `TESTS`. */
export function runWithWasmPack(engine, onOutput, names = Object.keys(TESTS)) {
  return oneByOne(names, (name) => runOneWithWasmPack(engine, name, onOutput));
}

/** Runs them in an engine that our WebDriver support has, the page served by wasm-pack's own runner; resolves likewise. */
export function runWithWebDriver(engine, onOutput, names = Object.keys(TESTS)) {
  return oneByOne(names, (name) => runOneWithWebDriver(engine, name, onOutput));
}

/** Runs the client's tests in Node, with wasm-bindgen's own runner; resolves likewise. */
export function runInNode(_, onOutput) {
  return withServers(({ env }) => {
    const runner = join(dirname(wasmBindgen()), 'wasm-bindgen-test-runner');
    // It takes the `node` on PATH. The one of set-up has sockets, which Node 20 has not.
    const PATH = [dirname(runtimes.node()), env.PATH].join(delimiter);
    const args = ['test', '--target', WASM_TARGET, '--test', 'client-node'];
    return showAndRead('cargo', args, {
      env: { ...env, PATH, CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER: runner },
      onOutput,
    });
  });
}

/** Runs the tests that open and drop connections, so many in each phase, in Chromium or Firefox; resolves likewise. */
export function runLeaks(engine, count, onOutput) {
  const env = { WS_LEAK_COUNT: `${count}`, WASM_BINDGEN_TEST_TIMEOUT: `${LEAKS_TIMEOUT_S}` };
  return runOneWithWasmPack(engine, 'leaks', onOutput, env);
}

/** Runs the client's tests with memory that threads may share, in Chromium or Firefox; resolves likewise. */
export function runWithAtomics(engine, onOutput) {
  const linked = ['shared-memory', 'max-memory=1073741824', 'import-memory', ...TLS.map((name) => `export=${name}`)];
  const flags = [
    '-C target-feature=+atomics,+bulk-memory,+mutable-globals',
    ...linked.map((argument) => `-C link-arg=--${argument}`),
  ];
  return runOneWithWasmPack(engine, 'atomics', onOutput, {
    RUSTFLAGS: flags.join(' '),
    // Otherwise only a nightly compiler builds its own standard library.
    RUSTC_BOOTSTRAP: '1',
    CARGO_TARGET_DIR: join(ROOT, 'target', 'atomics'),
  });
}

/** What wasm-bindgen needs of a module that has threads. */
const TLS = ['__wasm_init_tls', '__tls_size', '__tls_align', '__tls_base'];

async function oneByOne(names, run) {
  let worst = 0;
  for (const name of names) worst = Math.max(worst, await run(name));
  return worst;
}

function runOneWithWasmPack(engine, name, onOutput, more = {}) {
  return withServers(({ env, runnerPort }) => {
    const isChromium = engine === 'chromium';
    // It takes the engine whose driver is named, so only one may be.
    const driver = { [isChromium ? 'CHROMEDRIVER' : 'GECKODRIVER']: browsers[engine].driver() };
    const how = ['--headless', isChromium ? '--chrome' : '--firefox', '--mode', 'no-install'];
    const args = ['test', ...how, ...(TESTS[name] ?? OTHERS[name])];
    const run = (show) =>
      showAndRead(cargoTool('wasm-pack'), args, { env: { ...env, ...driver, ...more }, onOutput: show });
    return untilTestsRun(() => whileWarm(runnerPort, run, onOutput), engine);
  });
}

// Firefox's driver now and then fails the runner's first question, while the page is being loaded.
async function untilTestsRun(run, engine) {
  const { result, hasStarted } = await run();
  if (result === 0 || hasStarted) return result;
  say(`${engine} has ended before the first test: once more`);
  return (await run()).result;
}

function runOneWithWebDriver(engine, name, onOutput) {
  return withServers(async ({ env, runnerPort }) => {
    const runner = await startRunner(await compiledTests(name, env), { ...env, NO_HEADLESS: '1' });
    try {
      const { result: output } = await whileWarm(
        runnerPort,
        (show) => readOutput(engine, `http://127.0.0.1:${runnerPort}/`, show),
        onOutput,
      );
      return /^test result: ok\./m.test(output) ? 0 : 1;
    } finally {
      runner.kill();
    }
  });
}

/** Gives `use` the environment that the tests need, and the port on which the runner will serve their page. */
async function withServers(use) {
  const server = await startServer();
  try {
    const runnerPort = await freePort();
    const env = {
      ...wasmEnv(),
      WS_TEST_SERVER: server.url,
      WASM_BINDGEN_TEST_ADDRESS: `127.0.0.1:${runnerPort}`,
      // For all tests of a page together, in seconds; 20 by default.
      WASM_BINDGEN_TEST_TIMEOUT: '120',
      WASM_BINDGEN_TEST_WEBDRIVER_JSON: join(ROOT, 'tests/web/webdriver.json'),
    };
    return await use({ env, runnerPort });
  } finally {
    await server.close();
  }
}

/** Builds tests; resolves to the path of their wasm. */
async function compiledTests(name, env) {
  const args = [
    'test',
    '--no-run',
    '--target',
    WASM_TARGET,
    ...TESTS[name],
    '--message-format',
    'json-render-diagnostics',
  ];
  const cargo = spawn('cargo', args, { env, cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  const [messages, [status]] = await Promise.all([cargo.stdout.toArray(), once(cargo, 'close')]);
  if (status !== 0) throw new SetupError(`the tests ${name} could not be built`);
  const artifacts = Buffer.concat(messages)
    .toString()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
  return artifacts.find(({ executable, target }) => executable && target.name === name).executable;
}

/** Starts wasm-bindgen's runner; resolves to its process once it serves the page. */
async function startRunner(wasm, env) {
  const program = join(dirname(wasmBindgen()), 'wasm-bindgen-test-runner');
  const runner = spawn(program, [wasm], { env, cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  process.once('exit', () => runner.kill());
  let said = '';
  for await (const piece of runner.stdout.iterator({ destroyOnReturn: false })) {
    said += piece;
    if (!said.includes(env.WASM_BINDGEN_TEST_ADDRESS)) continue;
    runner.stdout.resume();
    return runner;
  }
  throw new SetupError(`wasm-bindgen-test-runner did not serve the tests: ${said.trim()}`);
}

/** Opens the tests' page and shows what the tests write, until there is a result; resolves to all of it. */
function readOutput(engine, url, onOutput) {
  return withBrowser(engine, {}, async (browser) => {
    await browser.get(url);
    let output = '';
    while (!/^test result: /m.test(output)) {
      const piece = await browser.executeAsyncScript(outputAfter, output.length).catch((error) => {
        throw error.name === 'ScriptTimeoutError'
          ? new SetupError(`the tests in ${engine} have written nothing for a minute`)
          : error;
      });
      process.stdout.write(piece);
      onOutput(piece);
      output += piece;
    }
    return output;
  });
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

// The runner's file server (tiny_http 0.12) takes a thread for free until it has woken up, so of connections that come
// together one may wait for ever, and then no test starts. With more threads than a browser opens connections none does.
// It makes them when it has that many connections, and ends those that had none for five seconds.
async function whileWarm(port, run, onOutput) {
  let output = '';
  const result = run((piece) => {
    output += piece;
    onOutput(piece);
  });
  let hasEnded = false;
  const end = result
    .catch(() => {})
    .then(() => {
      hasEnded = true;
    });
  const hasStarted = () => /^running \d+ test/m.test(output);
  while (!hasEnded && !hasStarted()) {
    await connectOften(port);
    await Promise.race([pause(WARM_MS), end]);
  }
  return { result: await result, hasStarted: hasStarted() };
}

async function connectOften(port) {
  const sockets = [];
  for (let count = 0; count < WARMING_CONNECTIONS; count += 1) {
    const socket = connect(port, '127.0.0.1');
    sockets.push(socket);
    // Until the tests are built, nobody listens.
    if (
      !(await once(socket, 'connect').then(
        () => true,
        () => false,
      ))
    )
      break;
  }
  for (const socket of sockets) socket.destroy();
}

const WARMING_CONNECTIONS = 12;
const WARM_MS = 3000;

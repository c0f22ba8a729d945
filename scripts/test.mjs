// `npm test`: runs every suite with its own summary, then says how each went and what failed. Names narrow it:
// `npm test -- core page`. Fails if a suite fails, and if one ran no test.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { failuresIn } from './lib/failures.mjs';
import { buildPackage, ROOT, runMain, SetupError, say, showAndRead } from './lib/run.mjs';
import { cargoTool, WASM_TARGET, wasmEnv } from './lib/toolchain.mjs';

const CARGO_COUNT = /test result: \w+\. (\d+) passed; (\d+) failed/g;
const NODE_COUNT = /ℹ (pass|fail) (\d+)/g;

// `run` gets `{ onOutput, heldBack }`: `onOutput` takes all output of the suite, which is shown at once, or at the end if it is
// `heldBack`.
const SUITES = {
  lints: { run: lints, countsTests: false },
  core: { run: (output) => cargo(['test', ...FEATURES], process.env, output), count: countCargo },
  chromium: { run: (output) => webTests('runWithWasmPack', 'chromium', output), count: countCargo },
  firefox: { run: (output) => webTests('runWithWasmPack', 'firefox', output), count: countCargo },
  webkit: { run: (output) => webTests('runWithWebDriver', 'webkit', output), count: countCargo },
  node: { run: (output) => webTests('runInNode', 'node', output), count: countCargo },
  support: { run: (output) => nodeTests(['tests/servers', 'tests/support'], output), count: countNode },
  package: { run: (output) => inOneProcess(['tests/package'], output), count: countNode, needsPackage: true },
  examples: { run: (output) => inOneProcess(['tests/examples'], output), count: countNode, needsPackage: true },
  interop: { run: (output) => inOneProcess(['tests/interop'], output), count: countNode, needsPackage: true },
  world: { run: (output) => inOneProcess(['tests/world'], output), count: countNode, needsPackage: true },
  conformance: { run: (output) => nodeTests(['tests/conformance'], output), count: countNode, needsPackage: true },
  faults: { run: (output) => inOneProcess(['tests/faults'], output), count: countNode, needsPackage: true },
  page: { run: pageTests, count: countNode, needsPackage: true },
  fuzz: { run: (output) => nodeTests(['tests/fuzz'], output), count: countNode, needsPackage: true },
  bench: { run: (output) => nodeTests(['tests/bench'], output), count: countNode, needsPackage: true },
};

/** What the client has that is not on by default. */
const FEATURES = ['--features', 'io,tokio-io,json,bytes,remote'];
/** Questions that engines answer alike: the first of them is asked. `ENGINES=firefox npm test -- page` asks another one. */
const IN_ONE_ENGINE = ['start', 'errors', 'sending', 'sending_again', 'timeline', 'timeline_details', 'timeline_tools'];

/** What is compiled for wasm only. */
const OF_THE_BROWSER = [
  '--lib',
  '--tests',
  '--examples',
  '--features',
  'class,io,tokio-io,json,bytes,web-sys,serde-wasm-bindgen,remote',
];

/** Each has a tsconfig.json. */
const TYPED = ['.', 'scripts', 'www'];

// One stage after the other, in each the lanes beside each other. Two keep a machine with two cores busy: with three, attempts to
// connect took too long for the tests of faults.
const STAGES = [
  [
    ['chromium', 'firefox', 'webkit', 'node'],
    ['lints', 'core', 'support', 'bench', 'world', 'examples'],
  ],
  [['package'], ['conformance', 'faults', 'fuzz', 'interop']],
  [['page']],
];

await runMain(async () => {
  const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(SUITES);
  const unknown = names.find((name) => !SUITES[name]);
  if (unknown) throw new SetupError(`no suite is called ${unknown}: there are ${Object.keys(SUITES).join(', ')}`);
  if (names.some((name) => SUITES[name].needsPackage)) await buildPackage();
  const results = [];
  for (const lanes of STAGES) {
    const chosen = lanes.map((lane) => lane.filter((name) => names.includes(name))).filter((lane) => lane.length);
    results.push(...(await Promise.all(chosen.map((lane, index) => runLane(lane, index > 0)))).flat());
  }
  report(results);
});

async function runLane(names, isBeside) {
  const results = [];
  for (const name of names) {
    const title = `suite: ${name}`;
    if (!isBeside) say(title);
    results.push(await runSuite(name, { ...SUITES[name], heldBack: isBeside && title }));
  }
  return results;
}

async function runSuite(name, { run, count, heldBack, countsTests = true }) {
  const started = Date.now();
  let output = '';
  const status = await run({
    heldBack,
    onOutput: (piece) => {
      output += piece;
    },
  }).catch(cannotRun);
  const seconds = Math.round((Date.now() - started) / 1000);
  const { passed, failed } = countsTests ? count(output) : { passed: 0, failed: 0 };
  const problem = status !== 0 ? `failed with status ${status}` : countsTests && passed === 0 ? 'ran no test' : '';
  return { name, seconds, passed, failed, countsTests, problem, failures: problem ? failuresIn(output) : [] };
}

/** A suite that cannot run at all fails, and the others run. */
function cannotRun(error) {
  console.error(error instanceof SetupError ? `✗ ${error.message}` : error);
  return 1;
}

function report(results) {
  console.log('\nSuites:');
  for (const { name, seconds, passed, countsTests, problem } of results) {
    const counted = countsTests ? `${passed} passed` : 'clean';
    console.log(`  ${problem ? '✗' : '✓'} ${name.padEnd(10)} ${problem || counted} in ${seconds} s`);
  }
  for (const { name, failures } of results) {
    if (failures.length) console.log(`\n${name}:\n${failures.map((line) => `  ${line}`).join('\n')}`);
  }
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  const broken = results.filter(({ problem }) => problem).length;
  console.log(`\n${sum('passed')} passed, ${Math.max(sum('failed'), broken)} failed`);
  if (broken) process.exitCode = 1;
}

async function lints(output) {
  // The tests' server is named when they are compiled; this one is not asked.
  const wasm = { ...wasmEnv(), WS_TEST_SERVER: 'ws://127.0.0.1:1' };
  const strictDocs = { ...wasm, RUSTDOCFLAGS: '-D warnings' };
  const steps = [
    () => cargo(['fmt', '--check'], process.env, output),
    () => cargo(['clippy', '--all-targets', ...FEATURES, '--', '-D', 'warnings'], process.env, output),
    () => cargo(['clippy', ...OF_THE_BROWSER, '--target', WASM_TARGET, '--', '-D', 'warnings'], wasm, output),
    () => cargo(['doc', '--no-deps', '--features', 'class', '--target', WASM_TARGET], strictDocs, output),
    // Advisories need a network: `cargo deny check advisories`.
    () =>
      showAndRead(cargoTool('cargo-deny'), ['--offline', '--locked', 'check', 'licenses', 'bans', 'sources'], output),
    () => tool('@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '--max-diagnostics=200'], output),
    ...TYPED.map((folder) => () => tool('typescript/bin/tsc', ['--project', folder], output)),
  ];
  for (const step of steps) {
    const status = await step();
    if (status !== 0) return status;
  }
  return 0;
}

/** A program of a package that is installed. */
function tool(path, args, output) {
  return showAndRead(process.execPath, [join('node_modules', path), ...args], output);
}

function cargo(args, env, output) {
  return showAndRead('cargo', args, { env, ...output });
}

// Only when they are asked for: the set-up's packages are needed to load them.
async function webTests(how, engine, output) {
  const tests = await import('./lib/web_tests.mjs');
  return tests[how](engine, output.onOutput);
}

function nodeTests(folders, output) {
  // One file at a time: two browsers at once are too much for a small machine.
  return showAndRead(
    process.execPath,
    ['--test', '--test-reporter=spec', '--test-concurrency=1', ...testFiles(folders)],
    output,
  );
}

/** For tests that share browsers, or that write much: Node 20 mixes that up with the results that files report to its runner. */
function inOneProcess(folders, output, options = {}) {
  const { without = [], ...how } = options;
  const files = testFiles(folders).filter((file) => !without.includes(file));
  return showAndRead(process.execPath, ['--test-reporter=spec', 'tests/support/in_one_process.mjs', ...files], {
    ...output,
    ...how,
  });
}

/** The tests wait more than they work, so that two engines go beside each other. */
async function pageTests(output) {
  const { engines } = await import('../tests/support/browsers.mjs');
  const [first, ...others] = engines();
  const envOf = (names) => ({ ...process.env, ENGINES: names.join() });
  const statuses = await Promise.all([
    inOneProcess(['tests/www', 'tests/e2e'], output, { env: envOf([first]) }),
    others.length &&
      inOneProcess(['tests/e2e'], output, {
        env: envOf(others),
        without: IN_ONE_ENGINE.map((name) => join('tests/e2e', `${name}.test.mjs`)),
        heldBack: 'suite: page, the other engines',
      }),
  ]);
  return Math.max(...statuses);
}

function testFiles(folders) {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => name.endsWith('.test.mjs'))
      .map((name) => join(folder, name)),
  );
}

function countCargo(output) {
  const counts = { passed: 0, failed: 0 };
  for (const [, passed, failed] of output.matchAll(CARGO_COUNT)) {
    counts.passed += Number(passed);
    counts.failed += Number(failed);
  }
  return counts;
}

function countNode(output) {
  const sum = (word) =>
    [...output.matchAll(NODE_COUNT)]
      .filter(([, one]) => one === word)
      .reduce((total, [, , count]) => total + Number(count), 0);
  return { passed: sum('pass'), failed: sum('fail') };
}

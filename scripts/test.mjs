// `npm test`: runs every suite with its own summary, then says how each went. Names narrow it: `npm test -- core page`.
// Fails where a suite fails, and where one ran no test.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, SetupError, buildPackage, runMain, say, showAndRead } from './lib/run.mjs';
import { WASM_TARGET, wasmEnv } from './lib/toolchain.mjs';

const CARGO_COUNT = /test result: \w+\. (\d+) passed; (\d+) failed/g;
const NODE_COUNT = /ℹ (pass|fail) (\d+)/g;

const SUITES = {
  lints: { run: lints, countsTests: false },
  core: { run: (onOutput) => cargo(['test'], process.env, onOutput), count: countCargo },
  chromium: { run: (onOutput) => webTests('runWithWasmPack', 'chromium', onOutput), count: countCargo },
  firefox: { run: (onOutput) => webTests('runWithWasmPack', 'firefox', onOutput), count: countCargo },
  webkit: { run: (onOutput) => webTests('runWithWebDriver', 'webkit', onOutput), count: countCargo },
  support: { run: (onOutput) => nodeTests(['tests/server', 'tests/support'], onOutput), count: countNode },
  package: { run: (onOutput) => inOneProcess(['tests/package'], onOutput), count: countNode, needsPackage: true },
  page: { run: pageTests, count: countNode, needsPackage: true },
  conformance: { run: (onOutput) => nodeTests(['tests/conformance'], onOutput), count: countNode, needsPackage: true },
  interop: { run: (onOutput) => inOneProcess(['tests/interop'], onOutput), count: countNode, needsPackage: true },
  faults: { run: (onOutput) => inOneProcess(['tests/faults'], onOutput), count: countNode, needsPackage: true },
  fuzz: { run: (onOutput) => nodeTests(['tests/fuzz'], onOutput), count: countNode, needsPackage: true },
  bench: { run: (onOutput) => nodeTests(['tests/bench'], onOutput), count: countNode, needsPackage: true },
};

await runMain(async () => {
  const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(SUITES);
  const unknown = names.find((name) => !SUITES[name]);
  if (unknown) throw new SetupError(`no suite is called ${unknown}: there are ${Object.keys(SUITES).join(', ')}`);
  if (names.some((name) => SUITES[name].needsPackage)) await buildPackage();
  const results = [];
  for (const name of names) results.push(await runSuite(name, SUITES[name]));
  report(results);
});

async function runSuite(name, { run, count, countsTests = true }) {
  say(`suite: ${name}`);
  const started = Date.now();
  let output = '';
  const status = await run((piece) => { output += piece; }).catch(cannotRun);
  const seconds = Math.round((Date.now() - started) / 1000);
  const { passed, failed } = countsTests ? count(output) : { passed: 0, failed: 0 };
  const problem = status !== 0 ? `failed with status ${status}` : countsTests && passed === 0 ? 'ran no test' : '';
  return { name, seconds, passed, failed, countsTests, problem };
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
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  const broken = results.filter(({ problem }) => problem).length;
  console.log(`\n${sum('passed')} passed, ${Math.max(sum('failed'), broken)} failed`);
  if (broken) process.exitCode = 1;
}

async function lints(onOutput) {
  // The tests' server is named when they are compiled; this one is not asked.
  const wasm = { ...wasmEnv(), WS_TEST_SERVER: 'ws://127.0.0.1:1' };
  const steps = [
    () => cargo(['fmt', '--check'], process.env, onOutput),
    () => cargo(['clippy', '--all-targets', '--', '-D', 'warnings'], process.env, onOutput),
    () => cargo(['clippy', '--lib', '--test', 'web', '--target', WASM_TARGET, '--', '-D', 'warnings'], wasm, onOutput),
  ];
  for (const step of steps) {
    const status = await step();
    if (status !== 0) return status;
  }
  return 0;
}

function cargo(args, env, onOutput) {
  return showAndRead('cargo', args, { env, onOutput });
}

// Only when they are asked for: the set-up's packages are needed to load them.
async function webTests(how, engine, onOutput) {
  const tests = await import('./lib/web_tests.mjs');
  return tests[how](engine, onOutput);
}

function nodeTests(folders, onOutput) {
  // One file at a time: two browsers at once are too much for a small machine.
  return showAndRead(process.execPath, ['--test', '--test-reporter=spec', '--test-concurrency=1', ...testFiles(folders)], { onOutput });
}

/** For tests that share browsers, or that write much: Node 20 mixes that up with the results that files report to its runner. */
function inOneProcess(folders, onOutput, options = {}) {
  const { without = [], ...how } = options;
  const files = testFiles(folders).filter((file) => !without.includes(file));
  return showAndRead(process.execPath, ['--test-reporter=spec', 'tests/support/in_one_process.mjs', ...files], { onOutput, ...how });
}

/** The longest suite: its tests wait more than they work, so that two engines go beside each other. */
async function pageTests(onOutput) {
  const { engines } = await import('../tests/support/browsers.mjs');
  const [first, ...others] = engines();
  const envOf = (names) => ({ ...process.env, ENGINES: names.join() });
  const statuses = await Promise.all([
    inOneProcess(['tests/www', 'tests/e2e'], onOutput, { env: envOf([first]) }),
    // Its output comes when it has ended. What needs no browser has run in the other one.
    others.length && inOneProcess(['tests/e2e'], onOutput, { env: envOf(others), without: [join('tests/e2e', 'start.test.mjs')], isHeldBack: true }),
  ]);
  return Math.max(...statuses);
}

function testFiles(folders) {
  return folders.flatMap((folder) => readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.test.mjs'))
    .map((name) => join(folder, name)));
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
  const sum = (word) => [...output.matchAll(NODE_COUNT)].filter(([, one]) => one === word).reduce((total, [, , count]) => total + Number(count), 0);
  return { passed: sum('pass'), failed: sum('fail') };
}

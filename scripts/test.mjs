// `npm test`: runs every suite with its own summary, then says how each went, what took longest and what failed. Names narrow it:
// `npm test -- core page`. Fails if a suite fails, and if one ran no test.
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { countCargo, countNode, slowestIn } from './lib/counts.mjs';
import { failuresIn } from './lib/failures.mjs';
import { runJobs } from './lib/queue.mjs';
import { buildPackage, ROOT, runMain, SetupError, say, showAndRead } from './lib/run.mjs';
import { docsRs } from './lib/rustup.mjs';
import { cargoTool, NATIVE, WASM_TARGET, wasmEnv } from './lib/toolchain.mjs';

/** What the client has that is not on by default. */
const FEATURES = ['--features', 'io,tokio-io,json,bytes,remote'];
/** The same where it has sockets of its own, with all that is compiled for them. */
const NATIVE_WITH_TLS = ['--features', 'rustls-native-roots,rustls-webpki-roots,io,tokio-io,json,bytes,remote'];

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

/** Questions that engines answer alike: the first of them is asked. `ENGINES=firefox npm test -- page` asks another one. */
const IN_ONE_ENGINE = ['start', 'errors', 'sending', 'sending_again', 'timeline', 'timeline_details', 'timeline_tools'];

/**
 * The longest first: the short ones at the end keep the machine busy until it is done. So the order of the names that are given is not kept.
 *
 * `run(output)` resolves to an exit status, or `parts()` to a list of such functions, which run beside each other. `output` is
 * `{ onOutput, heldBack }`: `onOutput` takes all output, which is shown at once, or at the end if it is `heldBack`. `weight` is as in
 * queue.mjs.
 */
const SUITES = {
  // Its clients do not wait long for a connection: two others at once make them too slow. Later it would wait until nobody else does.
  faults: {
    run: (output) => inOneProcess(testFiles(['tests/faults']), output),
    count: countNode,
    needsPackage: true,
    weight: 3,
  },
  // Its browsers draw and lay out: no more than three of its parts at once.
  page: { parts: pageParts, count: countNode, needsPackage: true, weight: 1.3 },
  web: { run: (output) => node(['scripts/web_tests.mjs'], output), count: countCargo },
  package: {
    parts: () => dealt(3, testFiles(['tests/package'])).map((files) => (output) => inOneProcess(files, output)),
    count: countNode,
    needsPackage: true,
  },
  conformance: { run: (output) => nodeTests(['tests/conformance'], output), count: countNode, needsPackage: true },
  fuzz: { run: (output) => nodeTests(['tests/fuzz'], output), count: countNode, needsPackage: true },
  interop: {
    run: (output) => inOneProcess(testFiles(['tests/interop']), output),
    count: countNode,
    needsPackage: true,
  },
  world: { run: (output) => inOneProcess(testFiles(['tests/world']), output), count: countNode, needsPackage: true },
  core: { run: coreTests, count: countCargo },
  bench: { run: (output) => nodeTests(['tests/bench'], output), count: countNode, needsPackage: true },
  examples: {
    run: (output) => inOneProcess(testFiles(['tests/examples']), output),
    count: countNode,
    needsPackage: true,
  },
  lints: { run: lints, countsTests: false },
  support: { run: (output) => nodeTests(['tests/servers', 'tests/support'], output), count: countNode },
};

/** Tests wait more than they work: two suites more than there are processors, but no more than memory is sure to be there for. */
const CAPACITY = Math.min(availableParallelism(), 4) + 2;
/** What took fewer seconds is not told. */
const SLOW_S = 5;
const MOST_SLOW = 5;

await runMain(async () => {
  const wanted = process.argv.slice(2);
  const names = Object.keys(SUITES).filter((name) => !wanted.length || wanted.includes(name));
  const unknown = wanted.find((name) => !SUITES[name]);
  if (unknown) throw new SetupError(`no suite is called ${unknown}: there are ${Object.keys(SUITES).join(', ')}`);
  if (names.some((name) => SUITES[name].needsPackage)) await buildPackage();
  const results = await runJobs((await Promise.all(names.map(jobsOf))).flat(), CAPACITY, runJob);
  report(
    names.map((name) =>
      resultOf(
        name,
        results.filter((result) => result.name === name),
      ),
    ),
  );
});

async function jobsOf(name) {
  const { run, parts = () => [run], weight } = SUITES[name];
  return (await parts()).map((part) => ({ name, run: part, weight }));
}

/** Only the first of those that run beside each other writes at once. */
async function runJob({ name, run }, isFirst) {
  const title = `suite: ${name}`;
  if (isFirst) say(title);
  const started = Date.now();
  let output = '';
  const onOutput = (piece) => {
    output += piece;
  };
  const status = await run({ heldBack: !isFirst && title, onOutput }).catch(cannotRun);
  return { name, status, output, seconds: Math.round((Date.now() - started) / 1000) };
}

/** The decisions, and the client on a native host: its sentences are those of the browsers. */
async function coreTests(output) {
  const status = await cargo(['test', ...FEATURES], process.env, output);
  return status || cargo(['test', ...NATIVE, '--test', 'client'], process.env, output);
}

/** A suite that cannot run at all fails, and the others run. */
function cannotRun(error) {
  console.error(error instanceof SetupError ? `✗ ${error.message}` : error);
  return 1;
}

function resultOf(name, ofParts) {
  const { count, countsTests = true } = SUITES[name];
  const status = Math.max(...ofParts.map((part) => part.status));
  const output = ofParts.map((part) => part.output).join('\n');
  const { passed, failed } = countsTests ? count(output) : { passed: 0, failed: 0 };
  const problem = status !== 0 ? `failed with status ${status}` : countsTests && passed === 0 ? 'ran no test' : '';
  return {
    name,
    time: ofParts.map(({ seconds }) => seconds).join(' + '),
    passed,
    failed,
    said: problem || (countsTests ? `${passed} passed` : 'clean'),
    isBroken: Boolean(problem),
    failures: problem ? failuresIn(output) : [],
    slowest: slowestIn(output, SLOW_S).slice(0, MOST_SLOW),
  };
}

function report(results) {
  console.log('\nSuites:');
  for (const { name, time, said, isBroken, slowest } of results) {
    console.log(`  ${isBroken ? '✗' : '✓'} ${name.padEnd(11)} ${said} in ${time} s`);
    for (const { title, seconds } of slowest) console.log(`      ${String(seconds).padStart(3)} s: ${title}`);
  }
  for (const { name, failures } of results) {
    if (failures.length) console.log(`\n${name}:\n${failures.map((line) => `  ${line}`).join('\n')}`);
  }
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  const broken = results.filter(({ isBroken }) => isBroken).length;
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
    () => cargo(['clippy', '--all-targets', ...NATIVE_WITH_TLS, '--', '-D', 'warnings'], process.env, output),
    () => cargo(['clippy', ...OF_THE_BROWSER, '--target', WASM_TARGET, '--', '-D', 'warnings'], wasm, output),
    // All that docs.rs shows, of both targets: what else it does needs nightly, `npm run docs:rs`.
    () => cargo(['doc', '--no-deps', ...docsRs().features, '--target', WASM_TARGET], strictDocs, output),
    () => cargo(['doc', '--no-deps', ...docsRs().features], strictDocs, output),
    // It looks at what any platform needs, and a build downloads what this one needs.
    () => cargo(['fetch', '--locked'], process.env, output),
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

function node(args, output) {
  return showAndRead(process.execPath, args, output);
}

function nodeTests(folders, output) {
  // One file at a time: two browsers at once are too much for a small machine.
  return node(['--test', '--test-reporter=spec', '--test-concurrency=1', ...testFiles(folders)], output);
}

/** For tests that share browsers, or that write much: Node 20 mixes that up with the results that files report to its runner. */
function inOneProcess(files, output) {
  return node(['--test-reporter=spec', 'tests/support/in_one_process.mjs', ...files], output);
}

/** All in the first engine, in two parts; in each of the others what it may answer differently. */
async function pageParts() {
  // Only set-up has brought what it needs.
  const { engines } = await import('../tests/support/browsers.mjs');
  const [first, ...others] = engines();
  const inEngine = (engine, some) => (output) =>
    inOneProcess(some, { ...output, env: { ...process.env, ENGINES: engine, FIRST_ENGINE: first } });
  const mayDiffer = testFiles(['tests/e2e']).filter((file) => !IN_ONE_ENGINE.includes(basename(file, '.test.mjs')));
  return [
    ...dealt(2, testFiles(['tests/www', 'tests/e2e'])).map((some) => inEngine(first, some)),
    ...others.map((engine) => inEngine(engine, mayDiffer)),
  ];
}

/** Deals files out to so many processes. */
function dealt(count, files) {
  return Array.from({ length: count }, (_, part) => files.filter((_, index) => index % count === part));
}

function testFiles(folders) {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => name.endsWith('.test.mjs'))
      .map((name) => join(folder, name)),
  );
}

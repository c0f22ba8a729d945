// `npm run wpt -- PATH`: web-platform-tests of a checkout in PATH on the native class and on ours, in every engine; writes docs/wpt.md.
// A run that was stopped, also by `--minutes`, goes on where it was; `--again` forgets what has been run. `--engine`, `--class` and `--only`
// (a regular expression of paths) narrow it, `--together` says how many browsers run beside each other. `--revision` names the checkout
// if git cannot. Results that are complete are written to the page, and failures of ours that tests/wpt/expected.mjs does not know fail.
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildPackage, ROOT, runMain, SetupError, say } from './lib/run.mjs';

/** So many documents lie between two signs of life. */
const PROGRESS = 50;
/** So often the servers of a run may stand still: they are started again, and the tests that they left go on. */
const MOST_STARTS = 20;

await runMain(async () => {
  const { root, options } = optionsOf(process.argv.slice(2));
  await buildPackage();
  // Only now: set-up has installed what they import.
  const { engines } = await import('../tests/support/browsers.mjs');
  const { missingIn, testsFor, testsOf } = await import('../tests/wpt/tests.mjs');
  const missing = missingIn(root);
  if (missing.length)
    throw new SetupError(`${root} is no checkout of web-platform-tests: it has no ${missing.join(', no ')}`);
  if (options.engine) process.env.ENGINES = options.engine;
  const all = testsOf(root);
  const only = new RegExp(options.only ?? '');
  const tests = all.filter(({ path }) => only.test(path));
  if (!tests.length) throw new SetupError(`no test has a path like ${options.only}`);
  const isOver = overAfter(options.minutes);
  for (const engine of engines()) await runEngine(engine, root, testsFor(engine, tests).tests, { ...options, isOver });
  await judge(all, engines(), root, options.revision);
});

function optionsOf(args) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        engine: { type: 'string' },
        class: { type: 'string' },
        only: { type: 'string' },
        minutes: { type: 'string' },
        together: { type: 'string' },
        revision: { type: 'string' },
        again: { type: 'boolean' },
      },
    });
    if (positionals.length !== 1) throw new Error('give the folder of a checkout: npm run wpt -- PATH');
    return { root: resolve(positionals[0]), options: values };
  } catch ({ message }) {
    throw new SetupError(message);
  }
}

function overAfter(minutes) {
  const end = Date.now() + Number(minutes ?? Infinity) * 60_000;
  return () => Date.now() > end;
}

/** Runs what has no result yet, first on the native class, then on ours. */
async function runEngine(engine, root, tests, options) {
  const { CLASSES, checkoutOf, hashOf, isLeft, load, save } = await import('../tests/wpt/results.mjs');
  const { certificate, install, serve } = await import('../tests/wpt/server.mjs');
  const { firstScript } = await import('../tests/wpt/first.mjs');
  await install();
  const { hash } = checkoutOf(root);
  for (const name of CLASSES.filter((each) => !options.class || each === options.class)) {
    const first = name === 'ours' ? firstScript() : undefined;
    const of = first ? `${hash} ${hashOf(first)}` : hash;
    const kept = load(engine, name, of);
    if (options.again) for (const { path } of tests) delete kept.results[path];
    if (!isLeft(tests, kept) || options.isOver()) continue;
    const keys = await certificate();
    const start = async () => ({ ...(await serve(root, keys, first)), spki: keys.spki });
    await runClass({ engine, name, start, kept, tests, options, save });
  }
}

/** Runs what has no result, then once more what has failed, one by one: a busy machine makes tests fail, for both classes. */
async function runClass({ engine, name, start, kept, tests, options, save }) {
  const { better, firstRun, secondRun } = await import('../tests/wpt/results.mjs');
  let done = 0;
  const onResult = ({ path }, result) => {
    const before = kept.results[path];
    kept.results[path] = { ...(before ? better(before, result) : result), runs: (before?.runs ?? 0) + 1 };
    if (++done % PROGRESS === 0) {
      console.log(`  … ${done}: ${path}`);
      save(engine, name, kept);
    }
  };
  const some = Number(options.together ?? 2);
  for (const [what, list, together] of /** @type {const} */ ([
    ['documents', firstRun, some],
    ['documents again', secondRun, 1],
  ])) {
    const left = () => (options.isOver() ? [] : list(tests, kept));
    if (!left().length) continue;
    say(`${engine}, ${name}: ${left().length} ${what}`);
    kept.version = await runLeft(engine, start, left, { together, isOver: options.isOver, onResult });
    kept.date = new Date().toISOString().slice(0, 10);
    save(engine, name, kept);
  }
}

/** Runs what `left()` lists. If the servers stand still, it starts others and goes on. Resolves to the browser's version. */
async function runLeft(engine, start, left, options) {
  const { runTests } = await import('../tests/wpt/run.mjs');
  let version;
  for (let starts = 1; left().length; starts += 1) {
    if (starts > MOST_STARTS)
      throw new Error(`the servers stood still ${MOST_STARTS} times; the last was at ${left()[0].path}`);
    if (starts > 1) console.log(`  … the servers stood still: started again, ${left().length} left`);
    const server = await start();
    try {
      version = await runTests(engine, server, left(), options);
    } finally {
      server.stop();
    }
  }
  return version;
}

async function judge(all, engines, root, revision) {
  const { comparisonOf } = await import('../tests/wpt/compare.mjs');
  const { checkoutOf, load } = await import('../tests/wpt/results.mjs');
  const { EXPECTED } = await import('../tests/wpt/expected.mjs');
  const { reportOf, summaryOf } = await import('../tests/wpt/report.mjs');
  const { ENGINES } = await import('../tests/support/engines.mjs');
  const { testsFor } = await import('../tests/wpt/tests.mjs');
  const found = Object.keys(ENGINES).map((engine) => {
    const { tests, ...more } = testsFor(engine, all);
    const results = { native: load(engine, 'native'), ours: load(engine, 'ours') };
    return { ...more, ...comparisonOf(engine, tests, results, EXPECTED) };
  });
  const shown = found.filter(({ engine }) => engines.includes(engine));
  for (const { engine, problems, left, ...each } of shown) {
    say(`${engine}: ${summaryOf(each)}${left ? `, ${left} documents left` : ''}`);
    for (const problem of problems) console.log(`  ✗ ${problem}`);
  }
  if (shown.some(({ problems }) => problems.length)) process.exitCode = 1;
  writeFileSync(join(ROOT, 'docs', 'wpt.md'), reportOf(found, { ...checkoutOf(root), revision }));
  say('docs/wpt.md is written');
}

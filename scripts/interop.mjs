// `npm run interop`: our class beside the browser's own with the real servers and clients of every system; writes docs/INTEROP.md.
// `--only ws,phoenix` and `--engine firefox` narrow it: then nothing is written. `--allow-missing` lets a system that cannot
// be installed be a gap and no failure. `--show` prints what every step gave. `--pin caddy` pins a folder's Debian packages anew.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildPackage, ROOT, runMain, SetupError, say } from './lib/run.mjs';

await runMain(async () => {
  const options = optionsOf(process.argv.slice(2));
  if (options.pin) return pin(options.pin);
  const { systems, engines } = await choose(options);
  await buildPackage();
  const { results, browsers } = await runAll(systems, engines, options);
  const isFull = !options.only && !options.engine;
  if (isFull) await write({ date: new Date().toISOString().slice(0, 10), browsers, results });
  else say('docs/INTEROP.md is written only if all systems run in all engines');
  const { summaryOf } = await import('../tests/interop/lib/summary.mjs');
  const { text, isFine } = summaryOf(results, options['allow-missing']);
  console.log(`\n${text}`);
  if (!isFine) process.exitCode = 1;
});

function optionsOf(args) {
  try {
    return parseArgs({
      args,
      options: {
        only: { type: 'string' },
        engine: { type: 'string' },
        pin: { type: 'string' },
        'allow-missing': { type: 'boolean' },
        show: { type: 'boolean' },
      },
    }).values;
  } catch ({ message }) {
    throw new SetupError(message);
  }
}

async function choose({ only, engine }) {
  // Only now: set-up has installed what they import.
  const { loadSystems, select } = await import('../tests/interop/lib/systems.mjs');
  const { engines } = await import('../tests/support/browsers.mjs');
  if (engine) process.env.ENGINES = engine;
  try {
    const all = await loadSystems();
    return { systems: only ? select(all, only.split(',')) : all, engines: engines() };
  } catch ({ message }) {
    throw new SetupError(message);
  }
}

async function runAll(systems, engines, options) {
  const { runSystem, systemBrowsers } = await import('../tests/interop/lib/run.mjs');
  const browsers = systemBrowsers();
  const results = [];
  try {
    for (const [index, system] of systems.entries()) {
      say(`${system.title} (${index + 1} of ${systems.length})`);
      const tell = (engine, className, run, milliseconds) => print(engine, className, run, milliseconds, options);
      results.push({ ...system, ...(await attempt(() => runSystem(system, engines, browsers, tell))) });
    }
    return { results, browsers: await browsers.versions() };
  } finally {
    await browsers.quit();
  }
}

/** What became of a system: its rows, why it is missing, or why it failed. */
async function attempt(run) {
  try {
    const rows = await run();
    const broken = rows.flatMap(({ engine, runs }) =>
      Object.entries(runs).flatMap(([className, { problems }]) =>
        problems.map((problem) => `${engine}, ${className}: ${problem}`),
      ),
    );
    return { rows, ...(broken.length && { failure: broken.join('; ') }) };
  } catch (error) {
    if (error instanceof SetupError) return { missing: error.message };
    return { failure: error.message };
  }
}

function print(engine, className, { steps, traffic, problems }, milliseconds, { show }) {
  const carried = traffic?.sent
    ? `, ${traffic.sockets} sockets, ${traffic.sent.messages} messages out, ${traffic.received.messages} in`
    : '';
  console.log(
    `  ${problems.length ? '✗' : '✓'} ${engine}, ${className}: ${steps.length} steps in ${(milliseconds / 1000).toFixed(1)} s${carried}`,
  );
  for (const problem of problems) console.log(`      ${problem}`);
  if (show)
    console.log(
      JSON.stringify(Object.fromEntries(steps.map(({ step, value, error }) => [step, error ?? value])), undefined, 2),
    );
}

async function pin(name) {
  const { loadSystems, select } = await import('../tests/interop/lib/systems.mjs');
  const { pinDebian, readPins } = await import('../tests/interop/lib/debian.mjs');
  const [{ folder }] = select(await loadSystems(), [name]);
  const pinned = await pinDebian(readPins(folder));
  writeFileSync(join(folder, 'debian.json'), `${JSON.stringify(pinned, undefined, 2)}\n`);
}

async function write(run) {
  const { reportOf } = await import('../tests/interop/lib/report.mjs');
  writeFileSync(join(ROOT, 'docs', 'INTEROP.md'), reportOf(run));
  say('docs/INTEROP.md is written');
}

// `npm run soak`: an hour of random faults at 200 sockets in each browser (180 in WebKit), one after the other. Fails if a message is not accounted for,
// memory grows, or a timer is left. `--minutes 5`, `--sockets 50`, `--engine firefox` and `--seed 7` change that; `--together` runs the
// browsers beside each other. `--shared` has tabs share a connection instead, and opens, reloads, freezes and crashes them: 20 at most, or
// `--tabs 5`.
import { parseArgs } from 'node:util';
import { buildPackage, runMain, SetupError, say } from './lib/run.mjs';

const USAGE =
  'usage: npm run soak -- [--minutes N] [--sockets N] [--engine NAME] [--seed N] [--together] [--shared [--tabs N]]';
const LARGEST_SEED = 2 ** 30;
/** WebKit refuses the 200th connection to a server, its own class's too; some end while others begin. */
const MOST_SOCKETS = { webkit: 180 };

await runMain(async () => {
  const { engine, together, shared, ...options } = parseOptions();
  await buildPackage();
  // Only now: set-up has installed what they import.
  const { engines } = await import('../tests/support/browsers.mjs');
  const chosen = engine ? [engine] : engines();
  const act = shared ? runTabs : run;
  if (together) await Promise.all(chosen.map((one) => act(one, options)));
  else for (const one of chosen) await act(one, options);
});

/** Soaks in one engine, and tells what came of it. */
async function run(engine, { sockets: wanted, seconds, seed }) {
  const sockets = Math.min(wanted, MOST_SOCKETS[engine] ?? wanted);
  const { withBrowser } = await import('../tests/support/browsers.mjs');
  const { BROWSER_OPTIONS } = await import('../tests/faults/lib/network.mjs');
  const { soak } = await import('../tests/faults/soak/soak.mjs');
  say(`${engine}: ${sockets} sockets for ${seconds / 60} minutes, seed ${seed}`);
  const onSample = (sample, faults) => print(engine, sample, faults);
  const found = await withBrowser(engine, BROWSER_OPTIONS, (driver) =>
    soak({ engine, driver, sockets, seconds, seed, onSample }),
  );
  report(engine, found);
  if (found.problems.length > 0) process.exitCode = 1;
}

/** Has tabs share a connection in one engine. */
async function runTabs(engine, { tabs, seconds, seed }) {
  const { withBrowser } = await import('../tests/support/browsers.mjs');
  const { soakTabs } = await import('../tests/faults/shared/shared_soak.mjs');
  say(`${engine}: up to ${tabs} tabs for ${seconds / 60} minutes, seed ${seed}`);
  const onRound = (elapsed, faults, count) =>
    console.log(
      `  … ${engine}, ${(elapsed / 60).toFixed(1)} min: ${sumOf(faults)} faults, ${count} tabs, one connection`,
    );
  const { problems, totals, faults } = await withBrowser(engine, {}, (driver) =>
    soakTabs({ engine, driver, tabs, seconds, seed, onRound }),
  );
  console.log(`\n${engine}: ${list(totals)}`);
  console.log(`Faults: ${list(faults)}`);
  for (const problem of problems) console.log(`✗ ${problem}`);
  console.log(problems.length > 0 ? `✗ ${problems.length} problems` : '✓ every message accounted for, one connection');
  if (problems.length > 0) process.exitCode = 1;
}

function print(engine, { elapsed, wasmBytes, held, mostHeld, heapBytes }, faults) {
  const heap = heapBytes ? `, heap ${mib(heapBytes)} MiB` : '';
  const count = sumOf(faults);
  const wasm = `wasm ${mib(wasmBytes)} MiB for ${held} objects, ${mostHeld} at most`;
  console.log(`  … ${engine}, ${(elapsed / 60).toFixed(1)} min: ${count} faults, ${wasm}${heap}`);
}

function report(engine, { problems, totals, faults, growth, timers }) {
  console.log(`\n${engine}: messages: ${list(totals)}`);
  console.log(`Faults: ${list(faults)}`);
  const heap = growth.heap === undefined ? 'the heap is not told' : `the heap ${Math.round(growth.heap / 1024)} KiB`;
  const wasm = `the wasm memory ${growth.wasm} bytes for ${growth.held} objects more`;
  console.log(`Growth after the warm-up: ${wasm}, ${heap}; ${timers} timers left`);
  for (const problem of problems) console.log(`✗ ${problem}`);
  console.log(
    problems.length > 0 ? `✗ ${problems.length} problems` : '✓ every message accounted for, memory flat, no timer left',
  );
}

function sumOf(numbers) {
  return Object.values(numbers).reduce((sum, one) => sum + one, 0);
}

function mib(bytes) {
  return (bytes / 2 ** 20).toFixed(2);
}

function list(numbers) {
  return Object.entries(numbers)
    .map(([name, number]) => `${number} ${name}`)
    .join(', ');
}

function parseOptions() {
  const {
    minutes,
    sockets,
    engine,
    together,
    shared,
    tabs,
    seed = String(Math.floor(Math.random() * LARGEST_SEED)),
  } = parse();
  return {
    engine,
    together,
    shared,
    tabs: numberOf('tabs', tabs),
    seconds: 60 * numberOf('minutes', minutes),
    sockets: numberOf('sockets', sockets),
    seed: numberOf('seed', seed),
  };
}

function parse() {
  try {
    return parseArgs({
      options: {
        minutes: { type: 'string', default: '60' },
        sockets: { type: 'string', default: '200' },
        engine: { type: 'string' },
        together: { type: 'boolean' },
        shared: { type: 'boolean' },
        tabs: { type: 'string', default: '20' },
        seed: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new SetupError(`${error.message} (${USAGE})`);
  }
}

function numberOf(name, text) {
  const number = Number(text);
  const isRight =
    name === 'minutes' ? number > 0 && Number.isFinite(number) : /^\d+$/.test(text) && number <= LARGEST_SEED;
  if (isRight) return number;
  throw new SetupError(`--${name} ${text} is not a number that makes sense (${USAGE})`);
}

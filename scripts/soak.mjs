// `npm run soak`: an hour of random faults at 200 sockets in each browser (180 in WebKit), one after the other. Fails if a message is not accounted for,
// memory grows, or a timer is left. `--minutes 5`, `--sockets 50`, `--engine firefox` and `--seed 7` change that; `--together` runs the
// browsers beside each other.
import { parseArgs } from 'node:util';
import { buildPackage, runMain, SetupError, say } from './lib/run.mjs';

const USAGE = 'usage: npm run soak -- [--minutes N] [--sockets N] [--engine NAME] [--seed N] [--together]';
const LARGEST_SEED = 2 ** 30;
/** WebKit refuses the 200th connection to a server, its own class's too; some end while others begin. */
const MOST_SOCKETS = { webkit: 180 };

await runMain(async () => {
  const { engine, together, ...options } = parseOptions();
  await buildPackage();
  // Only now: set-up has installed what they import.
  const { engines } = await import('../tests/support/browsers.mjs');
  const chosen = engine ? [engine] : engines();
  if (together) await Promise.all(chosen.map((one) => run(one, options)));
  else for (const one of chosen) await run(one, options);
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

function print(engine, { elapsed, wasmBytes, held, mostHeld, heapBytes }, faults) {
  const heap = heapBytes ? `, heap ${mib(heapBytes)} MiB` : '';
  const count = Object.values(faults).reduce((sum, one) => sum + one, 0);
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

function mib(bytes) {
  return (bytes / 2 ** 20).toFixed(2);
}

function list(numbers) {
  return Object.entries(numbers)
    .map(([name, number]) => `${number} ${name}`)
    .join(', ');
}

function parseOptions() {
  const { minutes, sockets, engine, together, seed = String(Math.floor(Math.random() * LARGEST_SEED)) } = parse();
  return {
    engine,
    together,
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

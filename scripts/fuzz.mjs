// `npm run fuzz`: random programs on our class and on each engine's own, side by side. Fails if they differ. `--config` runs them in the
// configurations whose names start so (tests/support/configurations.mjs).
import { inspect, parseArgs } from 'node:util';
import { openFuzzer, replayed } from '../tests/fuzz/fuzzer.mjs';
import { NODE } from '../tests/fuzz/places.mjs';
import { engines } from '../tests/support/browsers.mjs';
import { namesOfConfigurations } from '../tests/support/configurations.mjs';
import { buildPackage, runMain, SetupError, say } from './lib/run.mjs';

const USAGE =
  "usage: npm run fuzz -- [--engine NAME] [--config NAME] [--programs N] [--seed N] [--replay 'SEED:PATH' or '{program}']";
const PROGRESS_MS = 5000;
const MOST_TOLD = 8;
const LARGEST_SEED = 2 ** 30;

await runMain(async () => {
  const { replay, chosen, configurations, ...options } = parseOptions();
  await buildPackage();
  for (const engine of chosen) {
    const fuzzer = await openFuzzer(engine);
    try {
      for (fuzzer.configuration of configurations) {
        const isEqual = replay ? await replayOne(fuzzer, replay) : await fuzz(fuzzer, engine, options);
        if (!isEqual) process.exitCode = 1;
      }
    } finally {
      await fuzzer.close();
    }
  }
});
// Node 20 may not end by itself after many programs: it waits for handles of processes that have ended.
process.exit();

async function fuzz(fuzzer, engine, { seed, programs }) {
  say(`${engine}, ${fuzzer.configuration}: ${programs} programs, seed ${seed}`);
  const started = Date.now();
  const found = await fuzzer.run({ seed, programs, onProgress: reporter(started) });
  console.log(`  ${summary(found, started)}`);
  for (const { replay, difference } of found.unsteady)
    console.log(`  not the same twice: ${replay} ${brief(difference)}`);
  if (found.endless.length > 0) console.log(`  without an end: ${found.endless.join(', ')}`);
  const told = groups(found.findings);
  for (const alike of told.slice(0, MOST_TOLD)) await tell(fuzzer, engine, alike);
  for (const [finding] of told.slice(MOST_TOLD))
    console.log(`✗ ${engine}: ${finding.replay} ${brief(finding.difference)}`);
  return found.findings.length === 0;
}

/** Findings whose traces part in the same way: one cause, most likely. */
function groups(findings) {
  const byDifference = new Map();
  for (const finding of findings) {
    const key = brief({ ...finding.difference, index: 0 });
    byDifference.set(key, [...(byDifference.get(key) ?? []), finding]);
  }
  return [...byDifference.values()];
}

async function tell(fuzzer, engine, alike) {
  const [finding] = alike;
  const { program, difference = finding.difference, replay } = (await fuzzer.shrink(finding.replay)) ?? finding;
  console.log(
    `✗ ${engine}: a difference at entry ${difference.index} of the traces (${alike.map((one) => one.replay).join(', ')})`,
  );
  console.log(show({ ours: difference.subject, native: difference.native }));
  console.log(`  the smallest program: ${JSON.stringify(program)}`);
  console.log(`  again: npm run fuzz -- --engine ${engine} --config ${fuzzer.configuration} --replay ${replay}`);
}

async function replayOne(fuzzer, replay) {
  const program = replayed(replay);
  console.log(show(program));
  const { subject, native } = await fuzzer.traces(program);
  console.log(show({ ours: subject, native }));
  const { difference, isFinding } = await fuzzer.judge(program);
  if (!difference) console.log('✓ the traces are equal');
  else console.log(`${isFinding ? '✗ they differ' : '✓ they do not differ always'}: ${show(difference)}`);
  return !isFinding || !difference;
}

function reporter(started) {
  let last = Date.now();
  return (found) => {
    if (Date.now() - last < PROGRESS_MS) return;
    last = Date.now();
    const newest = found.findings.at(-1);
    console.log(`  … ${summary(found, started)}${newest ? `, the last one ${newest.replay}` : ''}`);
  };
}

function summary({ programs, findings, unsteady, endless }, started) {
  const seconds = Math.round((Date.now() - started) / 1000);
  const counts = [
    `${findings.length} differences`,
    `${unsteady.length} not the same twice`,
    `${endless.length} without an end`,
  ];
  return `${programs} programs in ${seconds} s: ${counts.join(', ')}`;
}

function parseOptions() {
  const { values } = parse();
  const programs = wholeNumber('programs', values.programs);
  const seed = values.seed === undefined ? Math.floor(Math.random() * LARGEST_SEED) : wholeNumber('seed', values.seed);
  return { programs, seed, replay: values.replay, chosen: places(values.engine), configurations: named(values.config) };
}

function places(engine) {
  if (engine === NODE) return [NODE];
  if (engine) process.env.ENGINES = engine;
  return engine ? engines() : [...engines(), NODE];
}

function named(start) {
  try {
    return namesOfConfigurations(start);
  } catch ({ message }) {
    throw new SetupError(message);
  }
}

function parse() {
  try {
    return parseArgs({
      options: {
        engine: { type: 'string' },
        config: { type: 'string', default: 'plain' },
        programs: { type: 'string', default: '1000' },
        seed: { type: 'string' },
        replay: { type: 'string' },
      },
    });
  } catch (error) {
    throw new SetupError(`${error.message} (${USAGE})`);
  }
}

function wholeNumber(name, text) {
  const number = Number(text);
  if (/^\d+$/.test(text) && number <= LARGEST_SEED) return number;
  throw new SetupError(`--${name} ${text} is not a whole number up to ${LARGEST_SEED} (${USAGE})`);
}

function show(value) {
  return inspect(value, { depth: null, maxArrayLength: null, breakLength: 140 });
}

/**
 * What differs between two entries, in one line.
 *
 * @param {{ index: number, subject?: Record<string, any>, native?: Record<string, any> }} difference
 */
function brief({ index, subject = {}, native = {} }) {
  const differing = Object.keys({ ...subject, ...native }).filter(
    (key) => JSON.stringify(subject[key]) !== JSON.stringify(native[key]),
  );
  const fields = differing.map((key) => `${key} ${JSON.stringify(subject[key])} or ${JSON.stringify(native[key])}`);
  return `entry ${index}, ${subject.what ?? 'nothing'} ${subject.type ?? ''}: ${fields.join(', ')}`;
}

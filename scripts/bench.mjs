// `npm run bench`: our class beside the browser's own, and beside others, in real browsers; writes docs/BENCHMARKS.md and its chart.
// `--engine firefox`, `--cases send,open-close`, `--contenders ours` and `--reps 15` narrow it: then nothing is written.
// `--json FILE` keeps every sample, `--from FILE` writes the report from there, and `--dist FOLDER` measures that folder's package.
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildPackage, ROOT, runMain, SetupError, say } from './lib/run.mjs';

await runMain(async () => {
  const { parseOptions } = await import('../benches/options.mjs');
  const options = parseOptions(process.argv.slice(2));
  if (options.from) return write(reaching(() => JSON.parse(readFileSync(options.from, 'utf8'))));
  // Before the minutes that a run takes, not after them.
  if (options.json) reaching(() => appendFileSync(options.json, ''));
  if (!options.dist) await buildPackage();
  const run = await measure(options);
  if (options.json) writeFileSync(options.json, `${JSON.stringify(run, undefined, 1)}\n`);
  await print(run);
  if (options.isFull) await write(run);
});

/** What `use` returns; a file that is not what it should be is told in one line. */
function reaching(use) {
  try {
    return use();
  } catch ({ message }) {
    throw new SetupError(message);
  }
}

async function measure(options) {
  // Only now: set-up has installed what they import.
  const { runBenchmark } = await import('../benches/run.mjs');
  const { progressOn } = await import('../benches/progress.mjs');
  const { describeMachine } = await import('../benches/machine.mjs');
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const counted = options.isFull ? await count() : {};
  const engines = await runBenchmark(options, progressOn(console.log));
  return { date: new Date().toISOString().slice(0, 10), machine: describeMachine(), version, engines, ...counted };
}

/** What is the same at every run: bytes and instructions. */
async function count() {
  const { weigh } = await import('./weigh.mjs');
  const { countInstructions } = await import('../benches/instructions.mjs');
  say('counting bytes and instructions');
  return { weights: await weigh(), instructions: countInstructions() };
}

async function print({ engines }) {
  const { barsSection } = await import('../benches/report/bars.mjs');
  console.log(`\n${barsSection(engines)}`);
}

/** The sections that `npm run bench:native` and `npm run bench:rust` wrote last; they are in the page, too. */
function lastOfRust() {
  const files = ['native', 'rust'].map((folder) => join(ROOT, 'benches', folder, 'report.md'));
  return files
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
}

async function write(run) {
  const { reportOf } = await import('../benches/report/report.mjs');
  const { chartOf } = await import('../benches/report/chart.mjs');
  writeFileSync(join(ROOT, 'docs', 'BENCHMARKS.md'), reportOf({ ...run, rust: lastOfRust() }));
  writeFileSync(join(ROOT, 'benches', 'chart.svg'), chartOf(run.engines));
  say('docs/BENCHMARKS.md and benches/chart.svg are written');
}

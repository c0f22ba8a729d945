// `npm run bench:rust`: the client for Rust beside the bare socket and other clients, in real browsers; writes the section
// "From Rust" of docs/BENCHMARKS.md. `--cases send,round-trip`, `--contenders ours` and `--engine firefox` narrow it: then nothing is
// written. `--reps 15` is how many pairs, of each contender. `--json FILE` keeps the samples, `--from FILE,FILE` writes the section from there.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT, runMain, SetupError, say } from './lib/run.mjs';

const OPTIONS = ['engine', 'cases', 'contenders', 'reps', 'json', 'from'];

await runMain(async () => {
  const { values } = parseArgs({ options: Object.fromEntries(OPTIONS.map((name) => [name, { type: 'string' }])) });
  const isNarrowed = [values.engine, values.cases, values.contenders, values.reps].some((value) => value !== undefined);
  const isWritten = values.from !== undefined || !isNarrowed;
  // Before the minutes that a run takes: what does not compile is known then.
  const weights = isWritten ? await weigh() : [];
  const engines = values.from ? values.from.split(',').flatMap(read) : await measure(values);
  if (values.json) writeFileSync(values.json, JSON.stringify(engines));
  if (isWritten) await write(engines, weights);
});

// A declaration: it is called before this line is evaluated.
function read(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** @param {Record<string, string>} options */
async function measure({ engine, cases, contenders, reps }) {
  const { CASES } = await import('../benches/rust/cases.mjs');
  const { CONTENDERS } = await import('../benches/rust/contenders.mjs');
  const { lineOf } = await import('../benches/rust/report.mjs');
  const { runBenchmark } = await import('../benches/rust/run.mjs');
  const ids = CASES.map(({ id }) => id);
  const options = {
    engines: chosen(engine, ['chromium', 'firefox']),
    cases: chosen(cases, ids),
    contenders: chosen(contenders, Object.keys(CONTENDERS)),
    pairs: reps && Number(reps),
    isWhole: cases === undefined,
  };
  return runBenchmark(options, (name, measurement) => say(lineOf(name, measurement)));
}

async function weigh() {
  const { weighApps } = await import('../benches/rust/build.mjs');
  say('compiling and weighing an app for each client: some minutes the first time');
  return weighApps();
}

async function write(engines, weights) {
  const { reportOf, withSection } = await import('../benches/rust/report.mjs');
  const { describeMachine } = await import('../benches/machine.mjs');
  const date = new Date().toISOString().slice(0, 10);
  const section = reportOf({ date, machine: describeMachine(), engines, weights });
  writeFileSync(join(ROOT, 'benches/rust/report.md'), section);
  const page = join(ROOT, 'docs/BENCHMARKS.md');
  writeFileSync(page, withSection(readFileSync(page, 'utf8'), section));
  say('benches/rust/report.md and its section of docs/BENCHMARKS.md are written');
}

function chosen(list, all) {
  if (list === undefined) return all;
  const wanted = list.split(',');
  const found = all.filter((name) => wanted.some((start) => name.startsWith(start)));
  if (found.length === 0) throw new SetupError(`"${list}" names none of ${all.join(', ')}`);
  return found;
}

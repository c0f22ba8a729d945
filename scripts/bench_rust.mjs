// `npm run bench:rust`: the client for Rust beside the bare socket and other clients, in real browsers; writes the section
// "From Rust" of docs/BENCHMARKS.md. `--engine firefox`, `--cases send,round-trip`, `--contenders ours` and `--reps 15` narrow it:
// then nothing is written.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT, runMain, SetupError, say } from './lib/run.mjs';

const PAIRS = 9;

await runMain(async () => {
  const { CASES } = await import('../benches/rust/cases.mjs');
  const { CONTENDERS } = await import('../benches/rust/contenders.mjs');
  const { runBenchmark } = await import('../benches/rust/run.mjs');
  const { lineOf, reportOf, withSection } = await import('../benches/rust/report.mjs');
  const names = ['engine', 'cases', 'contenders', 'reps'];
  const { values } = parseArgs({ options: Object.fromEntries(names.map((name) => [name, { type: 'string' }])) });
  const isWhole = names.every((name) => values[name] === undefined);
  const engines = await runBenchmark(
    {
      engines: chosen(values.engine, ['chromium', 'firefox']),
      cases: chosen(
        values.cases,
        CASES.map(({ id }) => id),
      ),
      contenders: chosen(values.contenders, Object.keys(CONTENDERS)),
      pairs: Number(values.reps ?? PAIRS),
      isWhole,
    },
    (engine, measurement) => say(lineOf(engine, measurement)),
  );
  if (!isWhole) return;
  const { weighApps } = await import('../benches/rust/build.mjs');
  const { describeMachine } = await import('../benches/machine.mjs');
  const date = new Date().toISOString().slice(0, 10);
  const section = reportOf({ date, machine: describeMachine(), engines, weights: await weighApps() });
  writeFileSync(join(ROOT, 'benches/rust/report.md'), section);
  const page = join(ROOT, 'docs/BENCHMARKS.md');
  writeFileSync(page, withSection(readFileSync(page, 'utf8'), section));
  say('benches/rust/report.md and its section of docs/BENCHMARKS.md are written');
});

function chosen(list, all) {
  if (list === undefined) return all;
  const wanted = list.split(',');
  const found = all.filter((name) => wanted.some((start) => name.startsWith(start)));
  if (found.length === 0) throw new SetupError(`"${list}" names none of ${all.join(', ')}`);
  return found;
}

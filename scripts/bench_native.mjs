// `npm run bench:native`: the client for Rust on servers and desktops beside tokio-tungstenite alone and other clients; writes the section
// "On servers and desktops" of docs/BENCHMARKS.md. `--cases send,trip-text-16b` and `--contenders ours` narrow it: then nothing is
// written. `--reps 15` is how many pairs, of each contender. `--json FILE` keeps the samples, `--from FILE` writes the section from there.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CASES, CONNECTIONS, CONTENDERS, MESSAGES, REMEMBERED } from '../benches/native/cases.mjs';
import { buildProgram, openConnections, startServer, takePairs } from '../benches/native/program.mjs';
import { lineOf, memoryTable, reportOf, withSection } from '../benches/native/report.mjs';
import { ROOT, runMain, SetupError, say } from './lib/run.mjs';

const OPTIONS = ['cases', 'contenders', 'reps', 'json', 'from'];

await runMain(async () => {
  const { values } = parseArgs({ options: Object.fromEntries(OPTIONS.map((name) => [name, { type: 'string' }])) });
  const { cases, contenders, reps, json, from } = values;
  const isNarrowed = [cases, contenders, reps].some((value) => value !== undefined);
  const results = from ? JSON.parse(readFileSync(from, 'utf8')) : await measure(values, isNarrowed);
  if (json) writeFileSync(json, JSON.stringify(results));
  if (from || !isNarrowed) await write(results);
});

/**
 * Resolves to `{ measurements, memory }`; a measurement is `{ caseId, contender, pairs, isFinished }`.
 *
 * @param {Record<string, string>} options
 * @param {boolean} isNarrowed
 */
async function measure({ cases, contenders, reps }, isNarrowed) {
  buildProgram();
  const wanted = chosen(
    cases,
    CASES.map(({ id }) => id),
  );
  const names = chosen(contenders, Object.keys(CONTENDERS));
  const server = await startServer();
  try {
    const measurements = [];
    for (const one of CASES.filter(({ id }) => wanted.includes(id))) {
      for (const contender of names) {
        const taken = await takePairs(server.url, one, contender, Number(reps ?? CONTENDERS[contender].pairs));
        measurements.push({ caseId: one.id, contender, ...taken });
        say(lineOf(measurements.at(-1)));
      }
    }
    const memory = [];
    for (const contender of isNarrowed ? [] : REMEMBERED) {
      memory.push(await openConnections(server.url, contender, CONNECTIONS, MESSAGES));
    }
    if (memory.length > 0) say(memoryTable(memory));
    return { measurements, memory };
  } finally {
    await server.close();
  }
}

async function write(results) {
  const { describeMachine } = await import('../benches/machine.mjs');
  const date = new Date().toISOString().slice(0, 10);
  const section = reportOf({ date, machine: describeMachine(), ...results });
  writeFileSync(join(ROOT, 'benches/native/report.md'), section);
  const page = join(ROOT, 'docs/BENCHMARKS.md');
  writeFileSync(page, withSection(readFileSync(page, 'utf8'), section));
  say('benches/native/report.md and its section of docs/BENCHMARKS.md are written');
}

function chosen(list, all) {
  if (list === undefined) return all;
  const wanted = list.split(',');
  const found = all.filter((name) => wanted.some((start) => name.startsWith(start)));
  if (found.length === 0) throw new SetupError(`"${list}" names none of ${all.join(', ')}`);
  return found;
}

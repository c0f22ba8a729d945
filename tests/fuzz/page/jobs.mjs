// Runs jobs on the classes of a page or a process.
import { equip, patchGlobal } from '../../support/configurations.mjs';
import { runProgram } from './interpreter.mjs';
import { mutants } from './mutants.mjs';
import { watchErrors } from './run.mjs';

/**
 * Prepares the global for a configuration, and imports the package with `load`; resolves to `{ runJobs, runsUnderWay }`.
 *
 * `runJobs` runs jobs, each a list of runs `{ program, subject, server }` that go side by side; resolves to a list of traces for each.
 * Both ways as JSON text, which is all that a WebDriver passes on quickly. `subject` is ours, native, or a mutant. `runsUnderWay` gives the
 * runs that are not over, as JSON text.
 */
export async function prepare(configuration, load) {
  const native = globalThis.WebSocket;
  patchGlobal(configuration);
  const { WebSocket, ...tools } = await load();
  const ours = equip(configuration, WebSocket, tools);
  watchErrors();
  const classes = { ours, native };
  const classOf = (subject) => (classes[subject] ??= mutants[subject](native));
  const underWay = new Set();
  const runOne = async (run) => {
    underWay.add(run);
    const trace = await runProgram(run.program, classOf(run.subject), run.server);
    underWay.delete(run);
    return trace;
  };
  return { runJobs: (json) => runAll(JSON.parse(json), runOne), runsUnderWay: () => JSON.stringify([...underWay]) };
}

async function runAll(jobs, runOne) {
  const waiting = jobs.map((runs, index) => ({ runs, index }));
  const results = [];
  const work = async () => {
    for (let job; (job = waiting.shift()); ) results[job.index] = await Promise.all(job.runs.map(runOne));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return JSON.stringify(results);
}

// Chromium holds connections back if many are pending: the more, the longer, with 16 for seconds.
const AT_ONCE = 4;

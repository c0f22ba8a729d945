// The page of the fuzzer: it is given programs, and gives back what happened.
import { WebSocket as ours } from '/package/dist/index.js';
import { runProgram } from './interpreter.mjs';
import { mutants } from './mutants.mjs';
import { watchErrors } from './run.mjs';

const native = globalThis.WebSocket;

watchErrors();

/**
 * Runs jobs, each a list of runs `{ program, subject, server }` that go side by side; resolves to a list of traces for each.
 * Both ways as JSON text, which is all that a WebDriver passes on quickly. `subject` is ours, native, or a mutant.
 */
globalThis.runJobs = async (json) => {
  const waiting = JSON.parse(json).map((runs, index) => ({ runs, index }));
  const results = [];
  const work = async () => {
    for (let job; (job = waiting.shift());) results[job.index] = await Promise.all(job.runs.map(runOne));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return JSON.stringify(results);
};

/** The runs that are not over, as JSON text. */
globalThis.runsUnderWay = () => JSON.stringify([...underWay]);

async function runOne(run) {
  underWay.add(run);
  const trace = await runProgram(run.program, classOf(run.subject), run.server);
  underWay.delete(run);
  return trace;
}

function classOf(subject) {
  if (subject === 'ours') return ours;
  if (subject === 'native') return native;
  made[subject] ??= mutants[subject](native);
  return made[subject];
}

const underWay = new Set();
const made = {};
// Chromium holds connections back where many are pending: the more, the longer, with 16 for seconds.
const AT_ONCE = 4;

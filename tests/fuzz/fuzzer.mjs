// Runs random programs on two classes side by side in a browser or in Node, and tells where they differ.
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { startServer } from '../../servers/server.mjs';
import { pack } from '../package/packed.mjs';
import { comparableIn, correctForNative, correctTrace, withoutFreedom } from './corrections.mjs';
import { NODE, openPlace, REFERENCE } from './places.mjs';
import { program } from './programs.mjs';

/** Opens an engine, or Node, and servers to fuzz with; `close` must be called. */
export async function openFuzzer(engine) {
  const fuzzer = new Fuzzer(engine);
  try {
    await fuzzer.open();
    return fuzzer;
  } catch (error) {
    await fuzzer.close();
    throw error;
  }
}

/** Compares our class with an engine's native one. Node's has too many faults: there, ours is compared with Chromium's. */
class Fuzzer {
  /** What is compared: ours, native, or one of page/mutants.mjs. */
  subject = 'ours';
  /** The configuration of ours. */
  configuration = 'plain';
  #engine;
  #closing = [];
  #place;
  /** Where the native class runs. */
  #reference;
  #loaded;
  #servers = [];
  #jobs = 0;

  constructor(engine) {
    this.#engine = engine;
  }

  async open() {
    const packed = pack();
    this.#closing.push(() => packed.remove());
    for (let count = 0; count < SERVERS; count += 1) this.#servers.push(this.#own(await startServer()).url);
    this.#place = this.#own(await openPlace(this.#engine, packed));
    this.#reference = this.#engine === NODE ? this.#own(await openPlace(REFERENCE, packed)) : this.#place;
  }

  async close() {
    for (const close of this.#closing.reverse()) await close();
  }

  /**
   * Runs so many programs of a seed; resolves to `{ programs, findings, unsteady, endless }`, where `findings` and `unsteady`
   * are lists of `{ replay, program, difference }`: programs that do something else on the subject every time, and programs
   * that do not do the same twice; `endless` are the replays of those whose connection did not end. `onProgress` gets the
   * same figures so far. Stops after the first finding with `stopsAtFirst`.
   */
  async run({ seed, programs, onProgress = (_found) => {}, stopsAtFirst = false }) {
    const found = { programs: 0, findings: [], unsteady: [], endless: [] };
    for (let batch = 0; found.programs < programs; batch += 1) {
      const size = Math.min(BATCH, programs - found.programs);
      await this.#runBatch(seed + batch, size, found, stopsAtFirst);
      onProgress(found);
      if (stopsAtFirst && found.findings.length > 0) break;
      if (batch % BATCHES_PER_PAGE === BATCHES_PER_PAGE - 1) this.#loaded = undefined;
    }
    return found;
  }

  /**
   * `{ difference, isFinding }` of one program: where the traces part, undefined if nowhere, and whether they always do, and
   * the native class never does the same beside itself.
   */
  async judge(given) {
    const pairs = await this.#runJobs(this.#takingTurns(given, this.subject));
    const difference = pairs.map((pair) => firstDifference(...pair)).find(Boolean);
    if (!difference) return { difference, isFinding: false };
    const natives = (await this.#runJobs(this.#takingTurns(given, 'native'))).flat();
    natives.push(...pairs.map(([, native]) => native));
    return {
      difference,
      isFinding: !pairs.some(([subject]) => natives.some((native) => isDeepStrictEqual(subject, native))),
    };
  }

  // A program that does not do the same twice may do so by chance for once; hardly, when time has passed.
  async #judgeTwice(given) {
    const first = await this.judge(given);
    return first.isFinding ? this.judge(given) : first;
  }

  /** The smallest program that fast-check finds from here which differs as well: `{ program, difference, replay }`. */
  async shrink(replay) {
    const [seed, path] = splitReplay(replay);
    const property = fc.asyncProperty(program, async (candidate) => {
      const [pair] = await this.#runJobs([this.#job(candidate)]);
      return !firstDifference(...pair) || !(await this.judge(candidate)).isFinding;
    });
    const result = await fc.check(property, { seed, path, numRuns: 1, interruptAfterTimeLimit: SHRINKING_MS });
    if (!result.counterexample) return undefined;
    const [smallest] = result.counterexample;
    const { difference } = await this.judge(smallest);
    return { program: smallest, difference, replay: `${seed}:${result.counterexamplePath}` };
  }

  /** Both traces of one program. */
  async traces(given) {
    const [[subject, native]] = await this.#runJobs([this.#job(given)]);
    return { subject, native };
  }

  async #runBatch(seed, size, found, stopsAtFirst) {
    const programs = fc.sample(program, { seed, numRuns: size });
    const pairs = await this.#runJobs(programs.map((given) => this.#job(given)));
    for (const [index, given] of programs.entries()) {
      found.programs += 1;
      if (pairs[index].flat().some(({ what }) => what === 'still waiting')) found.endless.push(`${seed}:${index}`);
      if (!firstDifference(...pairs[index])) continue;
      const { difference = firstDifference(...pairs[index]), isFinding } = await this.#judgeTwice(given);
      found[isFinding ? 'findings' : 'unsteady'].push({ replay: `${seed}:${index}`, program: given, difference });
      if (isFinding && stopsAtFirst) return;
    }
  }

  // Which of two sockets is the first to be made may make a difference to both classes.
  #takingTurns(given, subject) {
    const jobs = Array.from({ length: JUDGEMENTS }, () => this.#job(given, subject));
    jobs.forEach(({ runs }, index) => index % 2 && runs.reverse());
    return jobs;
  }

  #job(wanted, subject = this.subject) {
    const given = comparableIn(wanted, this.#engine);
    this.#jobs += 1;
    const server = this.#servers[this.#jobs % SERVERS];
    const corrected = correctForNative(given, this.#engine);
    // A mutant is made of the native class, and wrong if that is.
    const program = subject === 'ours' ? given : corrected;
    const native = { program: corrected, subject: 'native', server, role: NATIVE };
    return { program, subject, runs: [{ program, subject, server, role: SUBJECT }, native] };
  }

  /** The traces of each job's subject and native class, as they are to be compared. */
  async #runJobs(jobs) {
    await this.#load();
    const places = [...new Set([this.#place, this.#reference])];
    const answers = await Promise.all(places.map((place) => this.#runIn(place, jobs)));
    return jobs.map((job, index) =>
      this.#comparable(
        answers.flatMap((answer) => answer[index]),
        job,
      ),
    );
  }

  /** For each job `[{ role, trace }]` of the runs that belong in this place. */
  async #runIn(place, jobs) {
    const runs = jobs.map((job) =>
      job.runs.filter(({ subject }) => (subject === 'ours' ? this.#place : this.#reference) === place),
    );
    const traces = await place.run(runs);
    return runs.map((list, job) => list.map(({ role }, index) => ({ role, trace: traces[job][index] })));
  }

  #comparable(traces, { program: given, subject }) {
    return [SUBJECT, NATIVE].map((role) => {
      const { trace } = traces.find((one) => one.role === role);
      const corrected = role === NATIVE || subject !== 'ours' ? correctTrace(trace, this.#engine) : trace;
      return withoutFreedom(corrected, this.#engine, given, this.configuration);
    });
  }

  async #load() {
    if (this.#loaded === this.configuration) return;
    await this.#place.load(this.configuration);
    if (this.#reference !== this.#place) await this.#reference.load('plain');
    this.#loaded = this.configuration;
  }

  #own(server) {
    this.#closing.push(() => server.close());
    return server;
  }
}

/** The program that a replay names: JSON, or `seed:path`. */
export function replayed(replay) {
  if (replay.trim().startsWith('{')) return JSON.parse(replay);
  const [seed, path] = splitReplay(replay);
  let found;
  fc.check(
    fc.property(program, (given) => {
      found ??= given;
    }),
    { seed, path, numRuns: 1, endOnFailure: true },
  );
  return found;
}

/** Where two traces part: `{ index, subject, native }`, the entries there; undefined if they are equal. */
export function firstDifference(subject, native) {
  const length = Math.max(subject.length, native.length);
  for (let index = 0; index < length; index += 1) {
    const [ours, theirs] = [subject[index], native[index]];
    if (!isDeepStrictEqual(ours, theirs)) return { index, subject: ours, native: theirs };
  }
  return undefined;
}

/** @returns {[seed: number, path: string]} */
function splitReplay(replay) {
  const [, seed, path] = /^(-?\d+):([\d:]+)$/.exec(replay) ?? [];
  if (seed === undefined) throw new Error(`${replay} is neither a program in JSON nor seed:path`);
  return [Number(seed), path];
}

const SUBJECT = 'subject';
const NATIVE = 'native';
const BATCH = 50;
const BATCHES_PER_PAGE = 20;
/** Chromium opens one connection to a port after the other. */
const SERVERS = 8;
const JUDGEMENTS = 6;
const SHRINKING_MS = 90_000;

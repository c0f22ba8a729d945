// Runs random programs on two classes side by side in a browser, and tells where they differ.
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { pack } from '../package/packed.mjs';
import { startServer } from '../server/server.mjs';
import { openBrowser } from '../support/browsers.mjs';
import { serveFolder } from '../support/static_server.mjs';
import { ROOT } from '../../scripts/lib/run.mjs';
import { correctForNative, correctTrace, withoutFreedom } from './corrections.mjs';
import { program } from './programs.mjs';

/** Opens a browser and servers to fuzz with; `close` must be called. */
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

/** Compares our class with an engine's native one. */
class Fuzzer {
  /** What is compared: ours, native, or one of page/mutants.mjs. */
  subject = 'ours';
  #engine;
  #closing = [];
  #driver;
  #page;
  #servers = [];
  #jobs = 0;

  constructor(engine) {
    this.#engine = engine;
  }

  async open() {
    const packed = pack();
    this.#closing.push(() => packed.remove());
    for (let count = 0; count < SERVERS; count += 1) this.#servers.push(this.#own(await startServer()).url);
    const files = Object.fromEntries(packed.files.map((file) => [`/package/${file}`, packed.read(file)]));
    this.#page = this.#own(await serveFolder(`${ROOT}/tests/fuzz`, { files: { ...files, '/index.html': PAGE } }));
    this.#driver = await openBrowser(this.#engine);
    this.#closing.push(() => this.#driver.quit());
    await this.#load();
  }

  async close() {
    for (const close of this.#closing.reverse()) await close();
  }

  /**
   * Runs so many programs of a seed; resolves to `{ programs, findings, unsteady, endless }`, where `findings` and `unsteady`
   * are lists of `{ replay, program, difference }`: programs that do something else on the subject every time, and programs
   * that do not do the same twice; `endless` counts those after which the connection did not end. `onProgress` gets the same
   * figures so far. Stops after the first finding with `stopsAtFirst`.
   */
  async run({ seed, programs, onProgress = () => {}, stopsAtFirst = false }) {
    const found = { programs: 0, findings: [], unsteady: [], endless: 0 };
    for (let batch = 0; found.programs < programs; batch += 1) {
      const size = Math.min(BATCH, programs - found.programs);
      await this.#runBatch(seed + batch, size, found);
      onProgress(found);
      if (stopsAtFirst && found.findings.length > 0) break;
      if (batch % BATCHES_PER_PAGE === BATCHES_PER_PAGE - 1) await this.#load();
    }
    return found;
  }

  /** The difference between the traces of one program, undefined where there is none, and how often it was seen. */
  async judge(given) {
    const pairs = await this.#runJobs(Array.from({ length: JUDGEMENTS }, () => this.#pair(given)));
    const natives = pairs.map(([, native]) => native);
    const difference = pairs.map((pair) => firstDifference(...pair)).find(Boolean);
    return { difference, isFinding: !pairs.some(([subject]) => natives.some((native) => isDeepStrictEqual(subject, native))) };
  }

  /** The smallest program that fast-check finds from here which differs as well: `{ program, difference, replay }`. */
  async shrink(replay) {
    const [seed, path] = splitReplay(replay);
    const property = fc.asyncProperty(program, async (candidate) => {
      const [pair] = await this.#runJobs([this.#pair(candidate)]);
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
    const [[subject, native]] = await this.#runJobs([this.#pair(given)]);
    return { subject, native };
  }

  async #runBatch(seed, size, found) {
    const programs = fc.sample(program, { seed, numRuns: size });
    const pairs = await this.#runJobs(programs.map((given) => this.#pair(given)));
    for (const [index, given] of programs.entries()) {
      found.programs += 1;
      if (pairs[index].flat().some(({ what }) => what === 'still waiting')) found.endless += 1;
      if (!firstDifference(...pairs[index])) continue;
      const { difference = firstDifference(...pairs[index]), isFinding } = await this.judge(given);
      found[isFinding ? 'findings' : 'unsteady'].push({ replay: `${seed}:${index}`, program: given, difference });
    }
  }

  #pair(given) {
    this.#jobs += 1;
    const server = this.#servers[this.#jobs % SERVERS];
    const corrected = correctForNative(given, this.#engine);
    return [
      { program: this.#isNative() ? corrected : given, subject: this.subject, server },
      { program: corrected, subject: 'native', server },
    ];
  }

  /** Both traces of each pair, as they are to be compared. */
  async #runJobs(jobs) {
    const answer = this.#driver.executeAsyncScript(RUN_JOBS, JSON.stringify(jobs));
    const { value, error } = await answer.catch((reason) => this.#explain(reason));
    if (error) throw new Error(`the interpreter failed: ${error}`);
    return JSON.parse(value).map((traces, index) => traces.map((trace, side) => this.#comparable(trace, jobs[index], side)));
  }

  async #explain(reason) {
    if (reason.name !== 'ScriptTimeoutError') throw reason;
    throw new Error(`these runs did not end: ${await this.#driver.executeScript('return window.runsUnderWay()')}`);
  }

  #comparable(trace, pair, side) {
    const corrected = side === 1 || this.#isNative() ? correctTrace(trace, this.#engine) : trace;
    return withoutFreedom(corrected, this.#engine, pair[0].program);
  }

  /** A mutant is made of the native class, and wrong where that is. */
  #isNative() {
    return this.subject !== 'ours';
  }

  async #load() {
    await this.#driver.get(this.#page.url);
    const problem = await this.#driver.executeAsyncScript(UNTIL_LOADED);
    if (problem) throw new Error(`the page of the fuzzer did not load: ${problem}`);
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
  fc.check(fc.property(program, (given) => { found ??= given; }), { seed, path, numRuns: 1, endOnFailure: true });
  return found;
}

/** Where two traces part: `{ index, subject, native }`, the entries there; undefined where they are equal. */
export function firstDifference(subject, native) {
  const length = Math.max(subject.length, native.length);
  for (let index = 0; index < length; index += 1) {
    const [ours, theirs] = [subject[index], native[index]];
    if (!isDeepStrictEqual(ours, theirs)) return { index, subject: ours, native: theirs };
  }
  return undefined;
}

function splitReplay(replay) {
  const [, seed, path] = /^(-?\d+):([\d:]+)$/.exec(replay) ?? [];
  if (seed === undefined) throw new Error(`${replay} is neither a program in JSON nor seed:path`);
  return [Number(seed), path];
}

const PAGE = '<!doctype html><meta charset="utf-8"><title>Fuzzer</title><body><script type="module" src="/page/page.mjs"></script>';
const RUN_JOBS = `
  const done = arguments[1];
  window.runJobs(arguments[0]).then((value) => done({ value }), (error) => done({ error: String(error) + error.stack }));`;
const UNTIL_LOADED = `
  const done = arguments[0];
  const look = () => (window.runJobs ? done() : document.readyState === 'complete' ? done('its script failed') : setTimeout(look, 10));
  look();`;

const BATCH = 50;
const BATCHES_PER_PAGE = 20;
/** Chromium opens one connection to a port after the other. */
const SERVERS = 8;
const JUDGEMENTS = 6;
const SHRINKING_MS = 90_000;

// Runs random programs on two classes side by side in a browser, and tells where they differ.
import fc from 'fast-check';
import { pack } from '../package/packed.mjs';
import { startServer } from '../server/server.mjs';
import { openBrowser } from '../support/browsers.mjs';
import { serveFolder } from '../support/static_server.mjs';
import { ROOT } from '../../scripts/lib/run.mjs';
import { correctForNative } from './corrections.mjs';
import { program } from './programs.mjs';

/** Opens a fuzzer for `use`, and closes it whatever happens; resolves to what `use` resolves to. */
export async function withFuzzer(options, use) {
  const fuzzer = new Fuzzer(options);
  try {
    await fuzzer.open();
    return await use(fuzzer);
  } finally {
    await fuzzer.close();
  }
}

/** Compares `subject`, which is ours unless a mutant is named, with the native class of an engine. */
class Fuzzer {
  #engine;
  #subject;
  #closing = [];
  #driver;
  #page;
  #servers = [];
  #jobs = 0;

  constructor({ engine, subject = 'ours' }) {
    this.#engine = engine;
    this.#subject = subject;
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
   * Runs so many programs of a seed; resolves to `{ programs, findings, unsteady }`, the latter two lists of
   * `{ replay, program, difference }`: programs that do something else on the subject every time, and programs that do
   * not do the same twice. `onProgress` gets the same figures so far. Stops after the first finding with `stopsAtFirst`.
   */
  async run({ seed, programs, onProgress = () => {}, stopsAtFirst = false }) {
    const found = { programs: 0, findings: [], unsteady: [] };
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
    const subjects = pairs.map(([subject]) => JSON.stringify(subject));
    const natives = pairs.map(([, native]) => JSON.stringify(native));
    const difference = pairs.map((pair) => firstDifference(...pair)).find(Boolean);
    return { difference, isFinding: !subjects.some((trace) => natives.includes(trace)) };
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
      if (!firstDifference(...pairs[index])) continue;
      const { difference = firstDifference(...pairs[index]), isFinding } = await this.judge(given);
      found[isFinding ? 'findings' : 'unsteady'].push({ replay: `${seed}:${index}`, program: given, difference });
    }
  }

  #pair(given) {
    this.#jobs += 1;
    const server = this.#servers[this.#jobs % SERVERS];
    return [
      { program: given, subject: this.#subject, server },
      { program: correctForNative(given, this.#engine), subject: 'native', server },
    ];
  }

  async #runJobs(jobs) {
    const { value, error } = await this.#driver.executeAsyncScript(RUN_JOBS, JSON.stringify(jobs));
    if (error) throw new Error(`the interpreter failed: ${error}`);
    return JSON.parse(value);
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
    if (JSON.stringify(ours) !== JSON.stringify(theirs)) return { index, subject: ours, native: theirs };
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

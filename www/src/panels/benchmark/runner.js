// Runs the short form with the benchmark's own code: what drives a browser there, drives a frame here.
import { figuresOf } from '../../../../benches/figures.mjs';
import { calibrateCase, measurePairs } from '../../../../benches/measure/pairs.mjs';
import { HiddenFrame } from '../frame.js';
import { untilStopped } from '../stop.js';
import { SHORT_CONTENDERS } from './plan.js';

const PAGE = './benchmark/';
/** What an empty sample takes of the main thread, which no page can tell. */
const NO_OVERHEAD = 0;

/**
 * Measures cases, native and other by turns, in a frame below `parent`; rejects with Stopped when the signal is given.
 * `onStep(text)` tells what is being done, `onFigure(figure)` a ratio of the time on the wall, as `figuresOf` has it.
 */
export async function measure(parent, { cases, pairs, servers, signal, onStep, onFigure }) {
  const frame = new HiddenFrame(parent, 'Benchmark');
  const bench = { page: new FramePage(frame, signal), url: PAGE, servers, overheadMs: NO_OVERHEAD };
  try {
    for (const one of cases) {
      onStep(`${one.title}: calibrating`);
      const count = await calibrateCase(bench, one);
      for (const contender of SHORT_CONTENDERS) {
        const onPair = (done) =>
          onStep(`${one.title}: ${done} of ${pairs} pairs${contender === 'control' ? ', native and native' : ''}`);
        const measured = await measurePairs(bench, one, contender, { pairs, count, onPair });
        const figures = figuresOf({ caseId: one.id, contender, count, pairs: measured });
        onFigure(figures.find(({ figure }) => figure === 'wall'));
      }
    }
  } finally {
    frame.remove();
  }
}

/** A page of benches/engines/index.mjs, as far as a page can be one. */
class FramePage {
  #frame;
  #signal;
  #window;

  constructor(frame, signal) {
    this.#frame = frame;
    this.#signal = signal;
  }

  async load(url) {
    this.#window = await untilStopped(this.#frame.load(url), this.#signal);
    if (!this.#window.bench) throw new Error('The benchmark is missing: this page has no folder benchmark.');
  }

  call(name, ...args) {
    return untilStopped(Promise.resolve(this.#window.bench[name](...args)), this.#signal);
  }

  /** What only a driver can see. */
  async watchMainThread() {
    return false;
  }

  async mainThreadMs() {
    return undefined;
  }
}

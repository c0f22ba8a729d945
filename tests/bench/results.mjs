// Results of a run that never was: every case and contender, with the ratios that a test wants.
import { CASES } from '../../benches/cases.mjs';
import { CONTENDERS, takesPart } from '../../benches/contenders.mjs';

/** As `runBenchmark` resolves to; `ratioOf(engine, caseId, contender)` is the ratio to the native class of every figure. */
export function resultsWith(ratioOf, engines = ['chromium', 'firefox']) {
  return engines.map((engine) => ({
    engine,
    version: '150.1',
    tellsMainThread: true,
    measurements: CASES.flatMap((one) =>
      (one.contenders ?? Object.keys(CONTENDERS))
        .filter((contender) => takesPart(contender, one.id))
        .map((contender) => {
          const ratio = ratioOf(engine, one.id, contender);
          return { caseId: one.id, contender, count: 1000, pairs: pairsOf(one, ratio) };
        }),
    ),
  }));
}

/** Three pairs, whose native samples take 100 ms and some; the middle one has the ratio. */
function pairsOf({ kind, inside }, ratio) {
  return [-0.1, 0, 0.2].map((off) => {
    const [native, subject] = [100 + off, (100 + off) * (ratio + off / 100)];
    if (kind === 'memory') return { native: { heap: 10 * native }, subject: { heap: 10 * subject } };
    if (kind === 'import') return { native: { wall: native }, subject: { wall: subject } };
    const figuresOf = (ms) => ({ wall: ms, main: ms, ...(inside ? { inside: ms } : {}) });
    return { native: figuresOf(native), subject: figuresOf(subject) };
  });
}

export const MACHINE = { cpu: 'A processor', cores: 2, memoryGib: 8, system: 'A system' };

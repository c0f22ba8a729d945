// From the pairs that were measured to the figures that are told.
import { CASES } from './cases.mjs';
import { CONTENDERS } from './contenders.mjs';
import { median, ratioOfPairs, summary } from './statistics.mjs';

/** What is measured of a sample, in the order in which it is told. */
export const FIGURES = ['wall', 'main', 'inside', 'heap'];

/** The case with this id. */
export const caseOf = (caseId) => CASES.find(({ id }) => id === caseId);

/**
 * The figures of a measurement, without those that nobody tells: `{ caseId, contender, figure, pairs, median, lower, upper,
 * native }`. The median and the quartiles are of the ratios to the native class; `native` is that class's own median for one
 * message or connection, in microseconds or bytes.
 */
export function figuresOf({ caseId, contender, count, pairs }) {
  return FIGURES.filter((figure) => isTold(caseId, contender, figure)).flatMap((figure) => {
    const told = pairs
      .map(({ subject, native }) => ({ subject: subject[figure], native: native[figure] }))
      .filter(({ subject, native }) => subject !== undefined && native !== undefined);
    if (told.length === 0) return [];
    const native = median(told.map((pair) => pair.native));
    const perOne = figure === 'heap' ? native : (MICROSECONDS * native) / count;
    return [{ caseId, contender, figure, pairs: told.length, ...ratioOfPairs(told), native: perOne }];
  });
}

/** What a measurement of the import says, in milliseconds: medians of both packages, and the summary of the differences. */
export function importFigures({ pairs }) {
  return {
    ours: median(pairs.map(({ subject }) => subject.wall)),
    empty: median(pairs.map(({ native }) => native.wall)),
    difference: summary(pairs.map(({ subject, native }) => subject.wall - native.wall)),
    pairs: pairs.length,
  };
}

/** The most that a figure may be: a ratio. Undefined if it has no bar. */
export function barOf({ caseId, contender, figure }) {
  const { kind, bar, inside } = caseOf(caseId);
  if (kind || (figure === 'inside' && inside.hasNoBar)) return undefined;
  if (contender === 'ours') return bar;
  const { bar: own, bars = {} } = CONTENDERS[contender];
  const [, ofCase] = Object.entries(bars).find(([start]) => figure === 'main' && caseId.startsWith(start)) ?? [];
  return ofCase ?? own;
}

/** Whether a figure, as it is told in three digits, is within its bar; undefined if it has none. */
export function meetsBar(figure) {
  const bar = barOf(figure);
  return bar === undefined ? undefined : Number(figure.median.toFixed(3)) <= bar;
}

/** The time of a constructor that leaves the connecting for later cannot be compared. */
function isTold(caseId, contender, figure) {
  return !(caseId === 'create' && figure === 'inside' && CONTENDERS[contender].connectsLater);
}

const MICROSECONDS = 1000;

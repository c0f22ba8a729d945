// From the pairs that were measured to the figures that are told.
import { CASES } from './cases.mjs';
import { CONTENDERS } from './contenders.mjs';
import { median, ratioOfPairs } from './statistics.mjs';

/** What is measured of a sample, in the order in which it is told. */
export const FIGURES = ['wall', 'main', 'inside', 'heap'];

/** The figures of one measurement, see `figureOf`, without those that are not told. */
export function figuresOf(measurement) {
  return FIGURES.map((figure) => figureOf(measurement, figure)).filter(Boolean);
}

/**
 * `{ caseId, contender, figure, pairs, median, lower, upper, nativeMicroseconds }`: the ratio to the native class over all
 * pairs, and what one message or connection takes the native class. Undefined where there is nothing to tell.
 */
function figureOf({ caseId, contender, count, pairs }, figure) {
  const told = pairs.map(({ subject, native }) => ({ subject: subject[figure], native: native[figure] }));
  if (told.some(({ subject, native }) => subject === undefined || native === undefined)) return undefined;
  if (figure === 'inside' && caseId === 'create' && CONTENDERS[contender].connectsLater) return undefined;
  const nativeMicroseconds = (1000 * median(told.map(({ native }) => native))) / count;
  return { caseId, contender, figure, pairs: pairs.length, ...ratioOfPairs(told), nativeMicroseconds };
}

/** The most that a contender's ratio may be; undefined where it has no bar. */
export function barOf(caseId, contender) {
  if (contender === 'ours') return CASES.find(({ id }) => id === caseId).bar;
  return CONTENDERS[contender].bar;
}

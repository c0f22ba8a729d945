// The short form of the benchmark: its cases, its lengths, and the meaning of the figures.
import { CASES } from '../../../../benches/cases.mjs';
import { CONTENDERS } from '../../../../benches/contenders.mjs';

/** The cases that a page can measure by the time on the wall, in a minute. */
export const SHORT_CASES = ['send-text-16b', 'receive-text-16b', 'round-trip', 'open-close'].map((id) =>
  CASES.find((one) => one.id === id),
);

/** The contenders of the native class: ours, and the native class again, whose ratios show the effect of chance. */
export const SHORT_CONTENDERS = ['ours', 'control'];

/** Name → how many pairs. */
export const LENGTHS = { quick: 3, usual: 9, thorough: CONTENDERS.ours.pairs };

/** How many steps a run has, for its progress: the calibration of each case and its pairs. */
export const stepsOf = (cases, pairs) => cases.length * (1 + SHORT_CONTENDERS.length * pairs);

const FIRST = 0.5;
const LAST = 2;

/** The ratios that the chart has lines for. */
export const TICKS = [0.5, 0.8, 1, 1.25, 2];

/** Where a ratio lies from the chart's left edge, in percent: in logarithms, as half and twice are equally far from one. */
export function across(ratio) {
  const inside = Math.min(Math.max(ratio, FIRST), LAST);
  return Math.round((1000 * Math.log(inside / FIRST)) / Math.log(LAST / FIRST)) / 10;
}

/**
 * What is to be read from both figures of a case: a difference is one only if the quartiles lie apart from those that the
 * native class has beside itself, and if there were pairs enough to have any.
 */
export function verdictOf(ours, control) {
  if (Math.min(ours.pairs, control.pairs) < LENGTHS.usual) return 'Too few pairs for a conclusion.';
  if (ours.lower > control.upper) return 'Slower than the native class, beyond chance.';
  return ours.upper < control.lower ? 'Faster than the native class, beyond chance.' : 'No difference beyond chance.';
}

/** A figure in words, as BENCHMARKS.md has them: the median and both quartiles. */
export const inWords = ({ median, lower, upper }) => `${median.toFixed(2)} (${lower.toFixed(2)}–${upper.toFixed(2)})`;

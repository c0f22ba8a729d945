// The results in numbers.

export const OUTCOMES = ['pass', 'fail', 'skip'];

/** Whether the classes' outcomes of an item are not the same. */
export const differs = ({ ours, native }) => ours.outcome !== native.outcome;

/** How many of each outcome, `{ ours: { pass, fail, skip }, native: { … }, differences, done }`. */
export function countsOf(results) {
  /** @returns {Record<string, number>} */
  const counted = (name) =>
    Object.fromEntries(
      OUTCOMES.map((outcome) => [outcome, results.filter((result) => result[name].outcome === outcome).length]),
    );
  return {
    ours: counted('ours'),
    native: counted('native'),
    differences: results.filter(differs).length,
    done: results.length,
  };
}

/** The table in a sentence. */
export function summaryOf(results) {
  const { ours, native, differences, done } = countsOf(results);
  const failed = (/** @type {Record<string, number>} */ { fail }) => (fail === 0 ? 'fails none' : `fails ${fail}`);
  const skipped = ours.skip > 0 ? ` ${ours.skip} cannot run here.` : '';
  return `${done} ${done === 1 ? 'item' : 'items'}. websocket-wasm ${failed(ours)}, the native class ${failed(native)}. ${differences} ${differences === 1 ? 'result differs' : 'results differ'}.${skipped}`;
}

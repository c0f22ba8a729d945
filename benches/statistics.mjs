// What is told of many samples.

/** The value below which this part of the numbers lies, between neighbours where it has to be. */
export function quantile(numbers, part) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = (sorted.length - 1) * part;
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (at - below);
}

export const median = (numbers) => quantile(numbers, 1 / 2);

/** The median and both quartiles. */
export function summary(numbers) {
  return { median: median(numbers), lower: quantile(numbers, 1 / 4), upper: quantile(numbers, 3 / 4) };
}

/** The summary of subject / native over pairs `{ subject, native }`. */
export function ratioOfPairs(pairs) {
  return summary(pairs.map(({ subject, native }) => subject / native));
}

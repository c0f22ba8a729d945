// What is told of many samples.

/** The value below which this part of the numbers lies, between neighbours if it has to be. */
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

/** The standard error of the median, were the numbers normally distributed; from the quartiles, which outliers do not move. */
export function errorOfMedian(numbers) {
  const { lower, upper } = summary(numbers);
  const deviation = (upper - lower) / NORMAL_QUARTILES;
  return (deviation * Math.sqrt(Math.PI / 2)) / Math.sqrt(numbers.length);
}

/** The summary of subject / native over pairs `{ subject, native }`. */
export const ratioOfPairs = (pairs) => summary(ratios(pairs));

export const ratios = (pairs) => pairs.map(({ subject, native }) => subject / native);

/** How far apart the quartiles of a normal distribution are, in standard deviations. */
const NORMAL_QUARTILES = 1.349;

// Runs of numbers, `[from, to]` each: what is in order takes no room.

/** Adds a number to the last run, or begins another. */
export function addToRuns(runs, number) {
  const last = runs.at(-1);
  if (last && number === last[1] + 1) last[1] = number;
  else runs.push([number, number]);
}

/** All numbers of runs. */
export const numbersOf = (runs) =>
  runs.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, index) => from + index));

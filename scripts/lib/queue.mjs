// Runs jobs beside each other: as many as the machine can take.

/**
 * Runs all of `jobs`, each begun as early as its place in the list and its `weight` allow: those that are running together weigh at
 * most `capacity`, and one that weighs more runs alone. `run(job, isFirst)` resolves to its result, and must not reject; `isFirst` is whether
 * none of the others that are running began with it. Resolves to the results, in the order of the list.
 */
export function runJobs(jobs, capacity, run) {
  const results = Array(jobs.length);
  const waiting = new Set(jobs.keys());
  const running = new Map();
  const weightOf = (index) => jobs[index].weight ?? 1;
  const fits = (index) =>
    running.size === 0 || [index, ...running.keys()].reduce((sum, one) => sum + weightOf(one), 0) <= capacity;

  return new Promise((resolve) => {
    const begin = async (index) => {
      const isFirst = ![...running.values()].includes(true);
      running.set(index, isFirst);
      results[index] = await run(jobs[index], isFirst);
      running.delete(index);
      fill();
    };
    const fill = () => {
      for (const index of waiting) {
        if (!fits(index)) continue;
        waiting.delete(index);
        begin(index);
      }
      if (running.size === 0) resolve(results);
    };
    fill();
  });
}

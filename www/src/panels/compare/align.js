// Two lists side by side: the alignment of Needleman and Wunsch, of which the longest common subsequence is the simplest case.

/**
 * Resolves two lists to rows `[left, right]`, in order, with null beside an item without a counterpart.
 *
 * `likeness(a, b)` says how well two items go together: 0 not at all, then they never share a row; more is better. Of equally
 * good alignments it is always the same one, so that equal runs look equal.
 */
export function align(left, right, likeness) {
  const best = table(left, right, likeness);
  const rows = [];
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    const together = i < left.length && j < right.length ? likeness(left[i], right[j]) : 0;
    if (together > 0 && best[i][j] === together + best[i + 1][j + 1]) rows.push([left[i++], right[j++]]);
    else if (i < left.length && best[i][j] === best[i + 1][j]) rows.push([left[i++], null]);
    else rows.push([null, right[j++]]);
  }
  return rows;
}

/** At [i][j], the best score of the rest from there on. */
function table(left, right, likeness) {
  const best = Array.from({ length: left.length + 1 }, () => new Array(right.length + 1).fill(0));
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      const together = likeness(left[i], right[j]);
      best[i][j] = Math.max(best[i + 1][j], best[i][j + 1], together > 0 ? together + best[i + 1][j + 1] : 0);
    }
  }
  return best;
}

// What a run comes to, for the person at the terminal.

/**
 * `{ text, isFine }` of systems, each with `failure`, with `missing` (why it could not be installed), or with neither. What is
 * missing is a failure, too, or a gap if those are allowed.
 */
export function summaryOf(results, allowMissing = false) {
  const problems = results.filter(({ failure, missing }) => failure || missing);
  const failed = problems.filter(({ failure }) => failure || !allowMissing);
  const lines = problems.map((result) => {
    const { title, failure, missing } = result;
    return failed.includes(result) ? `  ✗ ${title}: ${failure ?? missing}` : `  – ${title}, a gap: ${missing}`;
  });
  return {
    text: [`${results.length - problems.length} of ${results.length} systems work`, ...lines].join('\n'),
    isFine: failed.length === 0,
  };
}

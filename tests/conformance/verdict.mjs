// Judges the results of a scope: what ours may fail is listed, and the list may hold nothing else.

/**
 * The deviations that concern a scope of a place: those whose `where` names the place, or the place and the scope, and `configurations`
 * the configuration, if there is such a list.
 */
export function deviationsIn(deviations, place, scope, configuration = 'plain') {
  return deviations.filter(
    ({ where, configurations = [configuration] }) =>
      (where.includes(place) || where.includes(`${place}, ${scope}`)) && configurations.includes(configuration),
  );
}

/** The deviation that allows this item to fail, or undefined. */
export function deviationOf(deviations, { id, title }) {
  return deviations.find((deviation) => deviation.id === id && deviation.title === title);
}

/**
 * What is wrong with the results of a scope, a line each; none if all is well. `deviations` are those in this scope.
 *
 * Wrong are: a failure of ours that is not listed, one if the native class passes, unless the list says that we are
 * `worse`, a listed item that passes, unless it does `sometimes`, or that does not exist, a title used twice, and that
 * nothing has passed.
 */
export function problemsOf(results, deviations) {
  const problems = [];
  const names = new Set();
  for (const result of results) {
    const name = `${result.id} ${result.title}`;
    const problem = names.has(name) ? 'is there twice' : problemOf(result, deviationOf(deviations, result));
    if (problem) problems.push(`${name}: ${problem}`);
    names.add(name);
  }
  for (const { id, title } of deviations) {
    if (!names.has(`${id} ${title}`)) problems.push(`${id} ${title}: a deviation of no item`);
  }
  if (!results.some(({ ours }) => ours.outcome === 'pass')) problems.push('nothing has passed');
  return problems;
}

function problemOf({ ours, native }, deviation) {
  if (deviation?.sometimes) return undefined;
  if (ours.outcome !== 'fail') return deviation ? `a deviation that is none any more: ${ours.outcome}` : undefined;
  if (native.outcome === 'pass' && !deviation?.worse) return `fails if the native class passes: ${ours.message}`;
  return deviation ? undefined : ours.message;
}

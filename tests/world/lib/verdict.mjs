// What a run has to have been: every check of expect.json, with the outcome that it names there.

/** The name, among the checks, of what the tool itself says at the end. */
export const TOOL = 'the tool';

/** A check that works has this; one that does not has the reasons, by class: `{ ours: 'because …' }`. */
export const WORKS = 'works';

/** The checks that a setup of a tool has to have come to with a class: `{ group, check, why }`, `why` if it is known not to work. */
export function expectedOf({ expect }, setup, className) {
  const groups = Object.entries(expect[setup] ?? {});
  return groups
    .flatMap(([group, checks]) =>
      Object.entries(checks).map(([check, result]) => ({ group, check, ...readingOf(result, className) })),
    )
    .filter(({ isAbsent }) => !isAbsent);
}

const readingOf = (result, className) => ({
  isAbsent: className === 'control' && result.control === null,
  why: result[className] ?? undefined,
});

/**
 * What became of a run: `problems`, which are failures that nobody expects, and successes that nobody expects; `known`, which are the
 * failures that are expected; `passed`, the number of the rest.
 */
export function verdictOf(tool, setup, className, outcomes) {
  const expected = expectedOf(tool, setup, className);
  const problems = [];
  const known = [];
  let passed = 0;
  for (const { group, check, why } of expected) {
    const name = `${group}: ${check}`;
    const outcome = outcomes.find((one) => one.group === group && one.check === check);
    if (!outcome) problems.push(`${name}: did not come to it`);
    else if (outcome.error && why) known.push(`${name}: ${why} (${outcome.error})`);
    else if (outcome.error) problems.push(`${name}: ${outcome.error}`);
    else if (why) problems.push(`${name}: works now: correct expect.json, which says "${why}"`);
    else passed += 1;
  }
  for (const { group, check, error } of outcomes) {
    if (!expected.some((one) => one.group === group && one.check === check))
      problems.push(`${group}: ${check}: not in expect.json${error ? ` (${error})` : ''}`);
  }
  return { problems, known, passed };
}

/** An expect.json, from the outcomes of every setup and class. Reasons that are there stay; a new one, for a person to replace, is the error. */
export function draftOf(runs, before = {}) {
  const draft = {};
  for (const { setup, className, outcomes } of runs) {
    for (const { group, check, error } of outcomes) {
      const checks = ((draft[setup] ??= {})[group] ??= {});
      checks[check] ??= { control: null };
      if (className === 'control') delete checks[check].control;
      if (error) checks[check][className] = before[setup]?.[group]?.[check]?.[className] ?? error;
    }
  }
  return JSON.parse(JSON.stringify(draft), (_, value) => (isEmpty(value) ? WORKS : value));
}

const isEmpty = (value) => value && typeof value === 'object' && Object.keys(value).length === 0;

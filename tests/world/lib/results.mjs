// Checks as tests of a test runner of Node: their outcomes go into a file, whatever the runner makes of them.
import { appendFileSync } from 'node:fs';
import { checksOf, outcomeOf } from './checks.mjs';

const { WORLD_CLASS: className, WORLD_URL: url, WORLD_RESULTS: file } = process.env;

/** Defines a test for each check of a group. `tools` is what the checks get of the tool, beside the class and the URL. */
export function runChecks(test, group, checks, tools) {
  const world = { className, url, ...tools };
  for (const check of checksOf(checks, className)) {
    test(`${group}: ${check.name}`, async () =>
      record({ group, check: check.name, error: await outcomeOf(check, world) }));
  }
}

/** The same in a plain script. */
export async function runChecksHere(group, checks, tools) {
  const tests = [];
  runChecks((_, run) => tests.push(run), group, checks, tools);
  for (const run of tests) await run();
  // A check that has failed may have left something behind; what it still throws is heard of.
  setTimeout(() => process.exit(), LAST_WORDS_MS);
}

const LAST_WORDS_MS = 200;

// A line for each: the runner may have several processes.
const record = (outcome) => appendFileSync(file, `${JSON.stringify(outcome)}\n`);

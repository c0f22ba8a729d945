// What the command line asks for.
import { parseArgs } from 'node:util';
import { SetupError } from '../scripts/lib/run.mjs';
import { CASES } from './cases.mjs';
import { CONTENDERS } from './contenders.mjs';

/**
 * The engines, cases and contenders to run; `pairs` if it is the same for all; `json`, a file for the results; `from`, a
 * file of results to report anew; `dist`, a folder with the package instead of the one that is built. `isFull`: nothing has
 * been left out.
 */
export function parseOptions(args) {
  const { values } = parse(args);
  const { engine, cases, contenders, reps, json, dist, from } = values;
  return {
    engines: chosen('engine', engine, ENGINE_NAMES, (name, wanted) => name === wanted),
    cases: chosen(
      'case',
      cases,
      CASES.map(({ id }) => id),
      (id, wanted) => id.startsWith(wanted),
    ),
    contenders: chosen('contender', contenders, Object.keys(CONTENDERS), (name, wanted) => name === wanted),
    pairs: reps === undefined ? undefined : wholeNumber(reps),
    json,
    dist,
    from,
    isFull: [engine, cases, contenders, reps, dist].every((value) => value === undefined),
  };
}

function parse(args) {
  const names = ['engine', 'cases', 'contenders', 'reps', 'json', 'from', 'dist'];
  try {
    return parseArgs({ args, options: Object.fromEntries(names.map((name) => [name, { type: 'string' }])) });
  } catch ({ message }) {
    throw new SetupError(`${message} (${USAGE})`);
  }
}

/** Those of `all`, in their order, that the list names; all without a list. */
function chosen(what, list, all, isNamed) {
  if (list === undefined) return all;
  const wanted = list
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const unknown = wanted.length === 0 ? list : wanted.find((name) => !all.some((one) => isNamed(one, name)));
  if (unknown !== undefined) throw new SetupError(`there is no ${what} "${unknown}": choose from ${all.join(', ')}`);
  return all.filter((one) => wanted.some((name) => isNamed(one, name)));
}

function wholeNumber(text) {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new SetupError(`--reps ${text} is not a whole number from 1 to 9999 (${USAGE})`);
}

// Not from engines/: what that imports may not be installed yet.
const ENGINE_NAMES = ['chromium', 'firefox'];
const USAGE =
  'usage: npm run bench -- [--engine NAME,…] [--cases NAME,…] [--contenders NAME,…] [--reps N]' +
  ' [--dist FOLDER] [--json FILE] [--from FILE]';

// Assertions without a library: the same in pages, workers and runtimes. Values are compared by the text they are shown as.

/** A check that did not hold; the message says what was expected. */
export class Failure extends Error {}

/** A test that cannot be made here; the message says why. */
export class Skipped extends Error {}

/** Throws a Failure unless both values have the same structure and content (`NaN` equals itself, `-0` is not `0`). */
export function equal(actual, expected, about = '') {
  if (show(actual) === show(expected)) return;
  throw new Failure(`${about && `${about}: `}${show(actual)} instead of ${show(expected)}`);
}

/** Throws a Failure unless both are the same object or value. */
export function same(actual, expected, about = '') {
  if (!Object.is(actual, expected))
    throw new Failure(`${about && `${about}: `}${show(actual)} is not the same as ${show(expected)}`);
}

/** Compares what `find` returns for the start of each row, its last element being expected; tells all rows that differ. */
export async function table(rows, find) {
  const differences = [];
  for (const row of rows) {
    const input = row.slice(0, -1);
    const actual = show(await find(...input));
    const expected = show(row.at(-1));
    if (actual !== expected) differences.push(`${input.map(show).join(', ')}: ${actual} instead of ${expected}`);
  }
  if (differences.length) throw new Failure(`${differences.length} of ${rows.length}: ${differences.join('; ')}`);
}

/** What became of a call: "returned", or the class of what it threw, with the name of a DOMException. */
export function outcome(call) {
  try {
    call();
    return 'returned';
  } catch (error) {
    if (error instanceof Skipped) throw error;
    return nameOf(error);
  }
}

/** A value as text, for comparisons and messages. */
export function show(value) {
  if (Array.isArray(value)) return `[${value.map(show).join(', ')}]`;
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'function') return `function ${value.name}`;
  if (typeof value === 'bigint') return `${value}n`;
  if (Object.is(value, -0)) return '-0';
  if (typeof value !== 'object' || value === null) return String(value);
  if (value instanceof Error) return nameOf(value);
  const kind = Object.prototype.toString.call(value);
  if (kind !== '[object Object]') return kind;
  return `{ ${Object.entries(value)
    .map(([key, member]) => `${key}: ${show(member)}`)
    .join(', ')} }`;
}

// Errors of another realm are not the ones a page would catch by `instanceof`.
function nameOf(error) {
  if (error instanceof DOMException) return `DOMException ${error.name}`;
  const isOfThisRealm = globalThis[error?.name] !== undefined && error instanceof globalThis[error.name];
  return isOfThisRealm ? error.name : `something else: ${String(error)}`;
}

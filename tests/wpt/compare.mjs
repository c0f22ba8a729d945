// Both classes beside each other in an engine: what was lost, what was won, and what fails with both.

/**
 * `{ engine, version, date, left, counts, folders, lost, won, both, problems }`. `left` documents have no result of both classes yet.
 * `lost`, `won` and `both` hold `{ file, path, subtest, ours, native, reason, sometimes }`, `problems` a line for each failure of ours that
 * `expected` does not know, and, in a run that is complete, for each row of `expected` that knows nothing.
 */
export function comparisonOf(engine, tests, { native, ours }, expected) {
  const rows = [];
  let left = 0;
  for (const test of tests) {
    const pair = [native.results[test.path], ours.results[test.path]];
    if (pair.every(Boolean)) rows.push(...rowsOf(test, ...pair));
    else left += 1;
  }
  const here = expected.filter(({ engines }) => !engines || engines.includes(engine));
  const failing = rows.filter((row) => !isPass(row.ours)).map((row) => ({ ...ruleOf(here, row), ...row }));
  return {
    engine,
    version: ours.version,
    date: ours.date,
    left,
    counts: countsOf(rows),
    folders: foldersOf(rows),
    lost: failing.filter((row) => isPass(row.native)),
    both: failing.filter((row) => !isPass(row.native)),
    won: rows.filter((row) => isPass(row.ours) && !isPass(row.native)),
    problems: [...unknown(failing), ...(left ? [] : stale(here, failing))],
  };
}

/** The subtests of a document: those that either class has had. A harness that failed is one more. */
function rowsOf({ file, path }, native, ours) {
  const [byNative, byOurs] = [native, ours].map(byName);
  const names = new Set([...byNative.keys(), ...byOurs.keys()]);
  const missing = ({ status, message }) => ['NOTRUN', message || `the document ended with ${status}`];
  const rows = [...names].map((subtest) => ({
    file,
    path,
    subtest,
    native: byNative.get(subtest) ?? missing(native),
    ours: byOurs.get(subtest) ?? missing(ours),
  }));
  const harness = ({ status, message }) => [status === 'OK' ? 'PASS' : status, message];
  if (native.status === 'OK' && ours.status === 'OK') return rows;
  return [...rows, { file, path, subtest: HARNESS, native: harness(native), ours: harness(ours) }];
}

// Some names have a port, and each server has ports of its own.
const byName = ({ subtests }) =>
  new Map(Object.entries(subtests).map(([name, found]) => [name.replaceAll(/(\.test):\d+/g, '$1:PORT'), found]));

/** The name of the row that says how the harness of a document ended. */
export const HARNESS = '(the document)';

export const isPass = ([outcome]) => outcome === 'PASS';

const ruleOf = (expected, { path, subtest, native }) =>
  expected.find(
    (rule) =>
      rule.test.test(path) &&
      (!rule.subtest || rule.subtest.test(subtest)) &&
      (rule.lost || rule.sometimes || !isPass(native)),
  ) ?? { reason: undefined };

const unknown = (failing) =>
  failing
    .filter(({ reason }) => !reason)
    .map(({ path, subtest, ours, native }) => {
      const worse = isPass(native) ? ', and the native class passes' : '';
      return `${path}: ${subtest}: ${ours.join(': ')}${worse}`;
    });

const stale = (expected, failing) =>
  expected
    .filter(({ sometimes, reason }) => !sometimes && !failing.some((row) => row.reason === reason))
    .map(({ reason }) => `nothing fails any more because “${reason}”`);

function countsOf(rows) {
  const passed = (name) => rows.filter((row) => isPass(row[name])).length;
  return { total: rows.length, native: passed('native'), ours: passed('ours') };
}

function foldersOf(rows) {
  const byFolder = new Map();
  for (const row of rows) {
    const folder = row.file.slice(0, row.file.lastIndexOf('/'));
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), row]);
  }
  return [...byFolder].map(([folder, some]) => ({ folder, ...countsOf(some) }));
}

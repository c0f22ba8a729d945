// What the commands of the proof say, as figures: an object of label and value each. Texts in, so that tests need no run.

/** The figures of docs/CONFORMANCE.md. */
export function ofConformance(page) {
  const counts = rowsOf(page, 'Summary').map(([engine, scope, ...cells]) => {
    const [passed, failed, untold, race, native] = cells.map(Number);
    return { engine, scope, passed, items: passed + failed + untold + race, native };
  });
  const shown = counts.filter(({ scope }) => scope === 'window' || scope === 'process');
  return {
    items: shown[0].items,
    scopes: counts.length,
    ...Object.fromEntries(
      shown.map(({ engine, passed, native }) => [engine, `ours passes ${passed}, the native class ${native}`]),
    ),
  };
}

/** The figures of docs/wpt.md. */
export function ofWpt(page) {
  const [, missing] = /^Not run to the end: (.*)\.$/m.exec(page) ?? [];
  const rows = rowsOf(page, 'Summary').map(([engine, total, native, ours, lost, won]) => [
    engine,
    `ours passes ${ours} of ${total} subtests, the native class ${native}; ${lost} lost, ${won} won`,
  ]);
  return Object.fromEntries(missing && rows.length ? [...rows, ['not run to the end', missing]] : rows);
}

/** The figures of docs/INTEROP.md. */
export function ofInterop(page) {
  const [, systems, real] = /(\d+) systems, (\d+) with the real server/.exec(page);
  const rows = rowsOf(page, 'What worked where');
  const worked = rows.filter(([, , , ours]) => ours === '✓').length;
  return {
    systems: Number(systems),
    'with the real server': Number(real),
    'worked with ours': `${worked} of ${rows.length}`,
  };
}

/** The figures of docs/WORKS_BESIDE.md. */
export function ofWorld(page) {
  const rows = rowsOf(page);
  const tools = new Set(rows.map(([tool]) => tool));
  const partly = rows.filter(([, , , reasons]) => reasons).length;
  return { tools: tools.size, 'ways to use them': rows.length, 'with something that does not work': partly };
}

/** The figures of docs/BENCHMARKS.md. */
export const ofBenchmarks = (page) =>
  Object.fromEntries(
    rowsOf(page, 'The bars').map(([bar, chromium, firefox]) => [bar, `Chromium ${chromium}, Firefox ${firefox}`]),
  );

/** What the build prints. */
export function ofSizes(output) {
  const brotli = new Map(
    [...output.matchAll(/^ {2}(\S+) +\d+ B +(\d+) B brotli$/gm)].map(([, name, size]) => [name, Number(size)]),
  );
  const sum = (...names) => `${grouped(names.reduce((total, name) => total + brotli.get(name), 0))} B`;
  return {
    'the default entry': sum('index.js', 'core.js'),
    'as a classic script': sum('auto.global.js'),
    'ReconnectingWebSocket more': sum('reconnecting.js'),
    'WebSocketStream more': sum('stream.js'),
  };
}

/** What `npm run fuzz` prints: the sum over its configurations. */
export function ofFuzz(output) {
  const runs = [
    ...output.matchAll(
      /^ {2}(\d+) programs in (\d+) s: (\d+) differences, (\d+) not the same twice, (\d+) without an end$/gm,
    ),
  ];
  return sums(['programs', 'seconds', 'differences', 'not the same twice', 'without an end'], runs);
}

/** What libFuzzer prints at its end. */
export const ofLibFuzzer = (output) =>
  sums(['programs', 'seconds'], [...output.matchAll(/^Done (\d+) runs in (\d+) second/gm)]);

/** What cargo-mutants prints at its end. */
export function ofMutants(output) {
  const [, list] =
    output
      .match(/(\d+ mutants? tested[^\n]*)/g)
      ?.map((line) => [line, line])
      .at(-1) ?? [];
  const count = (name) => Number(new RegExp(`(\\d+) ${name}`).exec(list)?.[1] ?? 0);
  return {
    mutants: count('mutants? tested'),
    caught: count('caught'),
    missed: count('missed'),
    'timed out': count('timeouts?'),
    'do not compile': count('unviable'),
  };
}

/** What `npm run soak` prints in an engine. */
export function ofSoak(output) {
  const [, messages] = /: messages: (.*)/.exec(output);
  const [, faults] = /^Faults: (.*)$/m.exec(output);
  const [, growth] = /^Growth after the warm-up: (.*)$/m.exec(output);
  return { messages, faults, growth };
}

/** What Node's test runner prints, or `npm test`. */
export function ofTests(output) {
  const counted = (name) =>
    [...output.matchAll(new RegExp(`^[ℹ#] ${name} (\\d+)$`, 'gm'))].map(([, count]) => Number(count));
  const sum = (counts) => counts.reduce((total, count) => total + count, 0);
  return { 'tests passed': sum(counted('pass')), 'tests failed': sum(counted('fail')) };
}

/** What `cargo test` prints, and `npm run leaks:rust`. */
export const ofCargo = (output) => ({ 'tests passed': sums(['n'], [...output.matchAll(/(\d+) passed/g)]).n });

const sums = (names, matches) =>
  Object.fromEntries(
    names.map((name, index) => [name, matches.reduce((total, match) => total + Number(match[index + 1]), 0)]),
  );

/** The cells of the first table below a heading, or of the first one, without its head. */
function rowsOf(page, heading) {
  const from = heading ? page.indexOf(`\n## ${heading}\n`) : 0;
  const lines = page.slice(from).split('\n');
  const first = lines.findIndex((line) => /^\| -+/.test(line));
  const rest = lines.slice(first + 1);
  const end = rest.findIndex((line) => !line.startsWith('|'));
  return rest.slice(0, end < 0 ? undefined : end).map((line) =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** With commas. */
export const grouped = (number) => String(number).replaceAll(/\B(?=(\d{3})+$)/g, ',');

/** The date and the versions that a page names, `{ date, versions }`. */
export function ofPage(page) {
  const text = page.replaceAll('\n', ' ');
  const [, date, versions] = /Of (\d{4}-\d\d-\d\d): ([^:]*?\d)\.(?: |$)/.exec(text) ?? [];
  return { date: date ?? /\d{4}-\d\d-\d\d/.exec(text)?.[0], versions: versions?.split(', ') };
}

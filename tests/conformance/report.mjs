// CONFORMANCE.md: the results as tables.
import { table, titled } from '../support/markdown.mjs';
import { DEVIATIONS, UNOBSERVABLE } from './deviations.mjs';
import { deviationOf, deviationsIn } from './verdict.mjs';

/** The text, from `[{ place, version, scopes: [{ scope, results }] }]` and the date as it should be shown. */
export function reportOf(places, date) {
  return `${[
    '# Conformance',
    HOW_TO_READ,
    `Of ${date}: ${places.map(({ place, version }) => `${titled(place)} ${version}`).join(', ')}.`,
    '## Summary',
    summaryOf(places),
    '## Items',
    itemsOf(places),
    '## Known deviations of ours',
    deviationsTable(),
    '## Items without a test here',
    table(['Item', 'Why'], UNOBSERVABLE),
  ].join('\n\n')}\n`;
}

function summaryOf(places) {
  const rows = places.flatMap(({ place, scopes }) =>
    scopes.map(({ scope, results }) => {
      const marks = results.map((result) => marksOf(place, scope, result).split(' '));
      const counts = [0, 1].flatMap((which) =>
        MARKS_COUNTED.map((mark) => marks.filter((pair) => pair[which] === mark).length),
      );
      return [titled(place), scope, ...counts];
    }),
  );
  const heads = (name) => MARKS_COUNTED.map((mark) => `${name} ${mark}`);
  return table(['', 'scope', ...heads('ours'), ...heads('native')], rows);
}

function itemsOf(places) {
  // The same items everywhere, in the same order.
  const [
    {
      scopes: [{ results: all }],
    },
  ] = places;
  const rows = all.map(({ id, also, title }, index) => {
    const cells = places.map(({ place, scopes }) =>
      cellOf(
        place,
        scopes.map(({ scope, results }) => ({ scope, result: results[index] })),
      ),
    );
    return [[id, ...also].join(', '), title, ...cells];
  });
  return table(['Item', 'What is tested', ...places.map(({ place }) => titled(place))], rows);
}

/** Ours and native in a place: what is so in the first scope, and the scopes where it is not so. */
function cellOf(place, scopes) {
  const marked = scopes.map(({ scope, result }) => ({ scope, marks: marksOf(place, scope, result) }));
  const [{ marks: usual }] = marked;
  const others = [...new Set(marked.map(({ marks }) => marks))].filter((marks) => marks !== usual);
  const scopesWith = (marks) => marked.filter((one) => one.marks === marks).map(({ scope }) => scope);
  return [usual, ...others.map((marks) => `${marks} in ${shortened(scopesWith(marks))}`)].join('; ');
}

function marksOf(place, scope, result) {
  // Which way a race goes is no fact about the class.
  if (deviationOf(deviationsIn(DEVIATIONS, place, scope), result)?.sometimes) return '~ ~';
  return `${MARKS[result.ours.outcome]} ${MARKS[result.native.outcome]}`;
}

/** Scopes by their kind, if both types of a worker are among them. */
function shortened(scopes) {
  const kinds = [...new Set(scopes.map((scope) => scope.split(' ')[0]))];
  const names = kinds.flatMap((kind) => {
    const ofKind = scopes.filter((scope) => scope.startsWith(kind));
    return ofKind.length > 1 ? [kind] : ofKind;
  });
  return names.join() === 'dedicated,shared,service' ? 'workers' : names.join(', ');
}

function deviationsTable() {
  const rows = DEVIATIONS.map(({ id, title, where, configurations, reason }) => {
    const places = where.map(titled).join('; ');
    return [
      id,
      title,
      configurations ? `${places}; only in the configuration ${configurations.join(', ')}` : places,
      reason,
    ];
  });
  return table(['Item', 'What is tested', 'Where', 'Why'], rows);
}

const MARKS = { pass: '✓', fail: '✗', skip: '–' };
const MARKS_COUNTED = [...Object.values(MARKS), '~'];

const HOW_TO_READ = `\
Our class and the host's own, compared with the [WebSockets Standard](https://websockets.spec.whatwg.org) item by item, in
every engine and scope. Written by \`npm run conformance\`; \`npm test -- conformance\` runs the same. It fails if our
class fails an item that is not listed below, or passes one that is.

Each cell has two marks, the first for our class, the second for the native one: ✓ passes, ✗ fails, – cannot be tested
there (no document, no base URL), ~ passes now and then. The marks are those of a window, or of a runtime's process. Scopes
that differ are named.

The tests are in \`tests/conformance/items\`. The numbers are ours, by section: 1 shape, 2 constructor, 3 attributes,
4 close, 5 send, 6 bufferedAmount, 7 binaryType, 8 what comes from the network, 9 events, 10 event handlers, 12 what the
standard leaves open or hosts do in their own ways, 13 CloseEvent. "IDL:" is checked against the published IDL.`;

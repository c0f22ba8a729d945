// docs/wpt.md: the comparison as tables.
import { table, titled } from '../support/markdown.mjs';

/** What an engine's comparison says in a line. */
export const summaryOf = ({ counts, lost, won, both }) =>
  `ours passes ${counts.ours} of ${counts.total} subtests, the native class ${counts.native}; ${lost.length} lost, ${won.length} won, ${both.length} fail with both`;

/** The page, from the comparisons: engines that have not been run to the end are only named. */
export function reportOf(all, { revision, commit, hash }) {
  const engines = all.filter(({ left }) => !left);
  const missing = all.filter(({ left }) => left).map(({ engine }) => titled(engine));
  const name = (revision ?? commit) ? `commit ${revision ?? commit}` : 'a folder without a commit';
  const run = engines.map(({ engine, version }) => `${titled(engine)} ${version}`).join(', ');
  return `${[
    '# Web-platform-tests',
    HOW_TO_READ,
    ...(engines.length ? [`Of ${lastDate(engines)}: ${run}.`] : []),
    `The tests are those of ${name} (hash of the folder ${hash}).`,
    ...engines
      .filter(({ skipped }) => skipped)
      .map(({ skipped, reason }) => `${skipped} documents are left out: ${reason}`),
    ...(missing.length ? [`Not run to the end: ${missing.join(', ')}.`] : []),
    ...(engines.length ? tablesOf(engines) : []),
  ].join('\n\n')}\n`;
}

const tablesOf = (engines) => [
  '## Summary',
  table(
    ['', 'subtests', 'native passes', 'ours passes', 'lost', 'won', 'fail with both'],
    engines.map(({ engine, counts, lost, won, both }) => [
      titled(engine),
      counts.total,
      counts.native,
      counts.ours,
      lost.length,
      won.length,
      both.length,
    ]),
  ),
  '## By folder',
  'Native and ours, of all subtests of the folder.',
  foldersOf(engines),
  '## Lost: the native class passes, ours does not',
  differencesOf(engines, 'lost', 'ours'),
  '## Won: ours passes, the native class does not',
  'The reason is what the test says of the native class.',
  differencesOf(engines, 'won', 'native'),
  '## Fail with both',
  differencesOf(engines, 'both', 'ours'),
];

const HOW_TO_READ = `The folder \`websockets\` of [web-platform-tests](https://github.com/web-platform-tests/wpt), with the native class and with ours put
in first in every window, frame and worker. Written by \`npm run wpt -- PATH\`; PATH is a checkout. The tests, their harness and their
handlers are those of the checkout. They are served by wptserve and pywebsocket3, as upstream does, over HTTP, HTTPS and HTTP/2. What
fails is run once more, for both classes, and the better run counts. A failure of ours that \`tests/wpt/expected.mjs\` does not know fails
the command. A document that ends with an error or a time-out counts as one more subtest.`;

const lastDate = (engines) =>
  engines
    .map(({ date }) => date)
    .sort()
    .at(-1);

function foldersOf(engines) {
  const names = [...new Set(engines.flatMap(({ folders }) => folders.map(({ folder }) => folder)))].sort();
  const cell = ({ folders }, name) => {
    const found = folders.find(({ folder }) => folder === name);
    return found ? `${found.native} / ${found.ours} of ${found.total}` : '–';
  };
  return table(
    ['Folder', ...engines.map(({ engine }) => titled(engine))],
    names.map((name) => [name, ...engines.map((each) => cell(each, name))]),
  );
}

/** A row for each file, subtest and reason: scopes, variants and engines are gathered. */
function differencesOf(engines, kind, whose) {
  const rows = new Map();
  for (const { engine, ...found } of engines) {
    for (const row of found[kind]) {
      const reason = row.reason ?? `${row[whose][0]}: ${row[whose][1]}`;
      const key = JSON.stringify([row.file, row.subtest, wordsOf(reason)]);
      if (!rows.has(key)) rows.set(key, { ...row, reason: wordsOf(reason), in: new Map() });
      const places = rows.get(key).in;
      places.set(engine, (places.get(engine) ?? 0) + 1);
    }
  }
  if (!rows.size) return 'None.';
  const where = (places) =>
    [...places].map(([engine, count]) => `${titled(engine)}${count > 1 ? ` (${count})` : ''}`).join(', ');
  const sorted = [...rows.values()].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
  return table(
    ['Test', 'Subtest', 'In (documents)', 'Reason'],
    sorted.map((row) => [row.file.slice('websockets/'.length), shown(row.subtest), where(row.in), shown(row.reason)]),
  );
}

// Ports and tokens differ from run to run.
const wordsOf = (reason) => reason.replace(/:\d{4,5}\b/g, ':PORT').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'TOKEN');

/** As a cell has it: on one line, not too long, and nothing in it is Markdown or HTML. */
function shown(text) {
  const line = text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[^\x20-\x7e\u2010-\u201f]/g, (character) => `\\u{${character.codePointAt(0).toString(16)}}`);
  const short = line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
  return short.replaceAll(/[<>*_`[\]\\]/g, (character) => `&#${character.charCodeAt(0)};`);
}

const LONGEST = 200;

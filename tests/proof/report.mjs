// docs/proof.md: all proofs on one page.
import { table } from '../support/markdown.mjs';
import { grouped } from './figures.mjs';

/** The page, from the proofs and `resultsOf(name)`, the parts of one that have been run. */
export function reportOf(proofs, resultsOf) {
  const found = proofs.map((proof) => ({ ...proof, ran: resultsOf(proof.name) }));
  return `${[
    '# Proof',
    HOW_TO_READ,
    table(['', 'Date', 'Commit', 'Run with', 'Parts'], found.map(lineOf)),
    ...found.filter(({ ran }) => Object.keys(ran).length).flatMap(sectionOf),
  ].join('\n\n')}\n`;
}

const HOW_TO_READ = `The claims about this package that a command can check, on one page, and which of them no run has shown yet. Written by \`npm run proof\`, which runs what is needed and goes on
where it was stopped; \`npm run proof -- --list\` says what is of an older build. The results are in \`tests/proof/results\`. A test holds that this page, and
the figures of README.md, are made of them.`;

function lineOf({ title, command, parts, ran }) {
  const results = Object.values(ran);
  const anchor = title
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');
  return [
    results.length ? `[${title}](#${anchor})` : title,
    spanOf(results.map(({ date }) => date)),
    [...new Set(results.map(({ commit }) => commit ?? 'earlier'))].join(', ') || '–',
    `\`${command}\``,
    `${parts.filter(({ name }) => ran[name]).length} of ${parts.length}`,
  ];
}

function spanOf(dates) {
  const sorted = [...new Set(dates)].sort();
  return sorted.length > 1 ? `${sorted[0]} to ${sorted.at(-1)}` : (sorted[0] ?? 'not run');
}

function sectionOf({ title, page, ran }) {
  const results = Object.entries(ran);
  const versions = [...new Set(results.flatMap(([, result]) => result.versions))].join(', ');
  const seconds = results.reduce((sum, [, result]) => sum + (result.seconds ?? 0), 0);
  const time = seconds ? ` It took ${seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`}.` : '';
  const more = page ? ` The whole of it: [${page.slice('docs/'.length)}](${page.slice('docs/'.length)}).` : '';
  const about = `${versions && `${versions}.`}${time}${more}`.trim();
  return [`## ${title}`, about, table(['', ''], figuresOf(results, page))];
}

/** The figures of the newest part if they are those of a page, otherwise of each engine, numbers added up. */
function figuresOf(results, page) {
  if (page) return rowsOf(results.at(-1)[1].figures);
  const groups = new Map();
  for (const [name, { figures }] of results) {
    const group = name.replace(/ ?\d+( of \d+)?$/, '');
    groups.set(group, added(groups.get(group) ?? {}, figures));
  }
  return [...groups].flatMap(([group, figures]) =>
    rowsOf(figures).map(([label, value]) => [group && group !== 'all' ? `${group}: ${label}` : label, value]),
  );
}

function added(one, other) {
  const both = { ...one };
  for (const [label, value] of Object.entries(other))
    both[label] = typeof value === 'number' ? (both[label] ?? 0) + value : value;
  return both;
}

const rowsOf = (figures) =>
  Object.entries(figures).map(([label, value]) => [label, typeof value === 'number' ? grouped(value) : value]);

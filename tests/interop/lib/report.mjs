// INTEROP.md: what was run, and what came of it.
import { table, titled } from '../../support/markdown.mjs';
import { versionsOf } from './install.mjs';
import { CLASSES } from './visit.mjs';

/**
 * The text, from the date, `browsers` (`[{ engine, version }]`) and `results`: systems, each with its `rows`
 * (`[{ engine, runs }]`), with `missing`, the reason for which it could not be installed, or with `failure`.
 */
export function reportOf({ date, browsers, results }) {
  const fixtures = results.filter(({ fixture }) => fixture);
  return `${[
    '# Works with',
    HOW_TO_READ,
    `Of ${date}: ${browsers.map(({ engine, version }) => `${titled(engine)} ${version}`).join(', ')}. ${countsOf(results)}`,
    '## What worked where',
    table(['System', 'Engine', 'Native', 'Ours', 'Inspected', 'Carried by our class'], results.flatMap(rowsOf)),
    ...(fixtures.length
      ? ['† Not the real server:', fixtures.map(({ title, fixture }) => `- ${title}: ${fixture}.`).join('\n')]
      : []),
    '## What was exchanged',
    results.map(exchangedOf).join('\n'),
  ].join('\n\n')}\n`;
}

function countsOf(results) {
  const real = results.filter(({ fixture }) => !fixture).length;
  const missing = results.filter((result) => result.missing).length;
  const gaps = missing ? `, ${missing} could not be installed` : '';
  return `${counted(results.length, 'system')}, ${real} with the real server${gaps}.`;
}

function rowsOf({ title, fixture, rows, missing, failure }) {
  const name = fixture ? `${title} †` : title;
  if (missing) return [[name, '', '', '', '', `not installed: ${missing}`]];
  if (!rows) return [[name, '', '', '✗', '', firstLine(failure)]];
  return rows.map(({ engine, runs }) => [
    name,
    titled(engine),
    ...Object.keys(CLASSES).map((name) => markOf(runs[name])),
    carriedBy(runs.inspected),
  ]);
}

const markOf = ({ problems }) => (problems.length ? `✗ ${firstLine(problems[0])}` : '✓');

function carriedBy({ traffic }) {
  if (!traffic?.sent) return '';
  const { sockets, sent, received } = traffic;
  return `${counted(sockets, 'socket')}; out ${amount(sent)}; in ${amount(received)}`;
}

const amount = ({ messages, bytes }) => `${counted(messages, 'message')}, ${bytes.toLocaleString('en')} B`;
const counted = (count, noun) => `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
const firstLine = (text) => text.split('\n')[0];

function exchangedOf({ title, folder, parts, expect }) {
  const versions = versionsOf(folder, parts)
    .map(({ name, version }) => `${name} ${version}`)
    .join(', ');
  return `- **${title}**${versions && ` (${versions})`}: ${Object.keys(expect).join('; ')}.`;
}

const HOW_TO_READ = `\
Real servers of the systems that MDN lists, on loopback, and pages in real browsers that talk to them, through the system's
own client if it has one. Written by \`npm run interop\`; \`tests/interop\` has the servers and the scenarios, and says how to
add one. Each scenario is played with three classes: the browser's own (native), ours as \`dist/auto.global.js\` puts it on the
page (ours), and ours with an inspector on every socket (inspected), which counts what was carried. A ✓ means that every step
gave the expected result and, for ours, that nothing in the page connected past our class. WebSocket King, which is on the list
too, is a hosted page for use by hand and cannot be installed. The console that \`npm start\` serves has the same purpose.`;

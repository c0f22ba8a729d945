// The section of the native client: every figure of a run is in it, and it stands in its place of the page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CASES, CONTENDERS, REMEMBERED } from '../../benches/native/cases.mjs';
import { lineOf, reportOf, withSection } from '../../benches/native/report.mjs';
import { withSection as withRust } from '../../benches/rust/report.mjs';

/** Two pairs in which a contender takes so many times what tokio-tungstenite alone takes: 2 and 4 µs a message. */
const pairsOf = (ratio, isTrip) =>
  [2e3, 4e3].map((ns) => {
    const sampleOf = (ratio) => ({
      count: 500,
      wall: ratio * ns,
      cpu: ratio * ns,
      p50: isTrip ? ratio * 1e4 : null,
      p99: isTrip ? ratio * 2e4 : null,
    });
    return { subject: sampleOf(ratio), native: sampleOf(1) };
  });

const measurements = CASES.flatMap(({ id, sample }) =>
  Object.keys(CONTENDERS).map((contender, index) => ({
    caseId: id,
    contender,
    pairs: pairsOf(1 + index / 25, sample === 'trip'),
    isFinished: true,
  })),
);
const memory = REMEMBERED.map((contender, index) => ({
  contender,
  connections: 1000,
  connected: 20_480 + index,
  exchanged: 30_720,
  messages: 21_000,
  lost: index,
  unclean: 7,
}));
const machine = { cpu: 'a CPU', cores: 2, system: 'Linux' };
const section = reportOf({ date: '2026-01-02', machine, measurements, memory });
const rowsOf = (title) => section.split('\n').filter((line) => line.startsWith(`| ${title} |`));

test('each case has a row for each of its figures, and each client a column', () => {
  for (const { title } of CASES) assert.equal(rowsOf(title).length, 2, title);
  for (const { title } of Object.values(CONTENDERS))
    assert.equal(section.split(` | ${title}`).length - 1 >= 4, true, title);
  assert.match(section, /so many pairs: alone again 2, alone, `feed` 2, websocket-wasm 2, /);
  assert.doesNotMatch(section, /NaN|undefined|null|Infinity/);
});

test('a bar that our client misses is marked, and no bar of another', () => {
  const [wall, cpu] = rowsOf('send binary, 1 KiB');
  assert.match(
    wall,
    /\| 3\.00 \| 333,333 \| 1\.000 \(1\.00–1\.00\) \| 1\.040 \(.*\) \| 1\.080 \(1\.08–1\.08\) ✗ \| 1\.120 \(/,
  );
  assert.equal(wall.split('✗').length - 1, 1);
  assert.doesNotMatch(cpu, /✗/);
  assert.doesNotMatch(rowsOf('send text, 16 B')[0], /✗/);
});

test('memory is told of each, with what was lost', () => {
  assert.deepEqual(rowsOf('websocket-wasm'), ['| websocket-wasm | 1,000 | 20.0 | 30.0 | 21,000 | 1 | 7 |']);
  assert.equal(rowsOf('tokio-tungstenite').length, 1);
});

test('the section takes the place of the one before, and stands before that of browsers, which leaves it there', () => {
  const browsers = '## From Rust\n\nIn browsers.\n';
  const page = `# Page\n\n${browsers}\n## How it was measured\n\nSo.\n`;
  const once = withSection(page, section);
  assert.equal(withSection(once, section), once);
  assert.equal(withRust(once, browsers), once);
  assert.ok(once.indexOf('## On servers') < once.indexOf('## From Rust'));
  assert.ok(withSection('# Page\n\n## How it was measured\n', section).endsWith('\n\n## How it was measured\n'));
});

test('a measurement is told in a line with its spread', () => {
  const told = measurements.find(({ caseId, contender }) => caseId === 'trip-text-16b' && contender === 'ours');
  assert.match(
    lineOf(told),
    /^trip-text-16b +ours +wall 1\.080 \(1\.08–1\.08\) {2}cpu 1\.080 .* {2}p50 1\.080 .* {2}p99 1\.080 .* {2}\(2 pairs of 500\)$/,
  );
});

test('a client that does not finish says so, in its line and in both tables', () => {
  const stuck = measurements.map((one) =>
    one.contender === 'ewebsock' ? { ...one, pairs: [], isFinished: false } : one,
  );
  const nothing = { contender: REMEMBERED[0], connections: 1000 };
  const told = reportOf({ date: '2026-01-02', machine, measurements: stuck, memory: [nothing] });
  const lines = told.split('\n');
  const row = lines.find((line) => line.startsWith('| send binary, 1 KiB |'));
  assert.ok(row?.endsWith('| does not finish |'));
  assert.ok(lines.some((line) => line.endsWith('| 1,000 | does not finish | – | – | – | – |')));
  assert.doesNotMatch(told, /NaN|undefined|null|Infinity/);
  assert.match(lineOf({ ...stuck[0], isFinished: false }), / {2}does not finish$/);
});

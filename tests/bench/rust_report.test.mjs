// The section of the client for Rust: every figure of a run is in it, and it stands in its place of the page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CASES } from '../../benches/rust/cases.mjs';
import { CONTENDERS, REMEMBERED, WEIGHED } from '../../benches/rust/contenders.mjs';
import { lineOf, reportOf, withSection } from '../../benches/rust/report.mjs';

const names = Object.keys(CONTENDERS);

/** Two pairs in which a contender takes so many times what the bare socket takes. */
const pairsOf = (ratio) =>
  [100, 120].map((ms) => ({ subject: { main: ratio * ms, wall: ratio * ms }, native: { main: ms, wall: ms } }));

const measurements = CASES.flatMap(({ id }) =>
  names.map((contender, index) => ({ caseId: id, contender, count: 1000, pairs: pairsOf(1 + index / 8) })),
);

const section = reportOf({
  date: '2026-01-02',
  machine: { cpu: 'a CPU', cores: 2, system: 'Linux' },
  engines: ['chromium', 'firefox'].map((engine) => ({
    engine,
    version: '1.2',
    measurements,
    unread: REMEMBERED.map((contender) => ({
      contender,
      before: 0,
      unread: 2 ** 20,
      after: 2 ** 21,
      isComplete: true,
    })),
    upload: REMEMBERED.map((contender) => ({ contender, highest: 2 ** 22, wall: 7.4 })),
  })),
  weights: ['empty', ...WEIGHED].map((name) => ({ name, wasm: 1234, brotli: 567 })),
});

test('the section has a row for each case and a column for each contender, in both engines and for both clocks', () => {
  for (const { title } of CASES) assert.equal(section.split(`\n| ${title} |`).length - 1, 4, title);
  for (const { title } of Object.values(CONTENDERS))
    assert.equal(section.split(` | ${title}`).length - 1 >= 4, true, title);
  assert.match(section, /so many pairs: bare again 2, bare, polled 2, websocket-wasm 2, /);
  assert.doesNotMatch(section, /NaN|undefined|Infinity/);
});

test('a bar that our client misses is marked, and no bar of another', () => {
  const row = section.split('\n').find((line) => line.startsWith('| receive text, 16 B |'));
  assert.match(
    row,
    /\| 110 \| 1\.000 \(1\.00–1\.00\) \| 1\.125 \(1\.13–1\.13\) \| 1\.250 \(1\.25–1\.25\) ✗ \| 1\.375 \(1\.38–1\.38\) ✗ \| 1\.500 \(/,
  );
  assert.equal(row.split('✗').length - 1, 2);
});

test('the section takes the place of the one before, or stands before the method', () => {
  const page = '# Page\n\n## How it was measured\n\nSo.\n';
  const once = withSection(page, section);
  assert.equal(withSection(once, section), once);
  assert.equal(once.indexOf('## From Rust') < once.indexOf('## How it was measured'), true);
});

test('a measurement is told in a line with its spread', () => {
  assert.match(
    lineOf(
      'chromium',
      measurements.find(({ contender }) => contender === 'ours'),
    ),
    /^chromium {2}receive-text-16b +ours +main 1\.250 \(1\.25–1\.25\) {2}wall 1\.250 \(1\.25–1\.25\) {2}\(2 pairs of 1000\)$/,
  );
});

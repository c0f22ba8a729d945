// What is shown while the benchmark runs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { progressOn } from '../../benches/progress.mjs';
import { resultsWith } from './results.mjs';

test('a sign of life comes every ten seconds, and not right after a line', () => {
  const lines = [];
  let time = 0;
  const progress = progressOn(
    (line) => lines.push(line),
    () => time,
  );
  const [{ measurements }] = resultsWith(() => 1.25);
  for (const [at, act] of [
    [9_999, () => progress.onWork('too soon')],
    [10_000, () => progress.onWork('first')],
    [19_000, () => progress.onWork('too soon again')],
    [19_500, () => progress.onMeasurement('chromium', measurements[0])],
    [29_000, () => progress.onWork('too soon after a line')],
    [29_500, () => progress.onWork('second')],
  ]) {
    time = at;
    act();
  }
  assert.equal(lines.length, 3);
  assert.deepEqual([lines[0], lines[2]], ['  … first', '  … second']);
  assert.match(lines[1], /chromium .*receive-text-16b .*wall 1\.250 \[1\.25.*main 1\.250 .*3 pairs of 1000/);
});

test('a line says what an import takes, and what an engine does not tell', () => {
  const lines = [];
  const progress = progressOn((line) => lines.push(line));
  const [{ measurements }] = resultsWith(() => 1.1);
  progress.onMeasurement(
    'firefox',
    measurements.find(({ caseId }) => caseId === 'import'),
  );
  progress.onMeasurement('firefox', { caseId: 'memory', contender: 'ours', count: 200, pairs: [] });
  assert.match(lines[0], /110\.0 ms, an empty module 100\.0 ms, difference 10\.0 ms/);
  assert.match(lines[1], /firefox does not tell/);
});

// Chunks and bytes, and how many of the bytes came in the last second.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Counter } from '../../www/src/panels/stream/counter.js';

test('adds up, and forgets for the rate what is a second old', () => {
  const counter = new Counter();
  counter.add(10, 0);
  counter.add(5, 600);
  assert.deepEqual([counter.chunks, counter.bytes], [2, 15]);
  for (const [now, rate] of [
    [600, 15],
    [999, 15],
    [1000, 5],
    [1599, 5],
    [1600, 0],
  ])
    assert.equal(counter.rate(now), rate, `at ${now}`);
  assert.deepEqual([counter.chunks, counter.bytes], [2, 15]);
});

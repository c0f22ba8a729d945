// Pairs are taken in turns, in pages that do not grow old, and as often as it takes.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { calibrateCase, measurePairs } from '../../benches/measure/pairs.mjs';

const CASE = { parameters: { sample: 'round-trip', bytes: 2, burst: 1 } };

/** A page whose samples take `msOf(contender, sample)`; what is done in it is recorded in `log`. */
function benchWhere(msOf) {
  const log = [];
  let prepared;
  let samples = 0;
  const page = {
    load: async (url) => {
      log.push(url);
    },
    watchMainThread: async () => true,
    mainThreadMs: async () => undefined,
    async call(name, ...args) {
      if (name === 'prepare') prepared = { contender: args[0], ...args[1] };
      if (name !== 'run') return undefined;
      const { contender, count, bytes } = prepared;
      log.push(contender);
      samples += 1;
      return { wall: msOf(contender, samples, count), messages: count, bytes: count * bytes };
    },
  };
  return { log, bench: { page, url: 'page', servers: ['server'], overheadMs: 0 } };
}

const measure = (bench, options) => measurePairs(bench, CASE, 'ours', { count: 5, onPair() {}, ...options });
const walls = (pairs) => pairs.map(({ subject, native }) => [subject.wall, native.wall]);

describe('pairs', () => {
  test('take turns at being first, after both were warmed up', async () => {
    const { log, bench } = benchWhere((contender) => (contender === 'ours' ? 2 : 1));
    const done = [];
    assert.deepEqual(walls(await measure(bench, { pairs: 3, onPair: (count) => done.push(count) })), [
      [2, 1],
      [2, 1],
      [2, 1],
    ]);
    assert.deepEqual(log, ['page', 'native', 'ours', 'native', 'ours', 'ours', 'native', 'native', 'ours']);
    assert.deepEqual(done, [1, 2, 3]);
  });

  test('come from several pages', async () => {
    const { log, bench } = benchWhere(() => 1);
    assert.equal((await measure(bench, { pairs: 20 })).length, 20);
    assert.equal(log.filter((entry) => entry === 'page').length, 3);
  });

  const noisy = (contender, sample) => (contender === 'ours' ? 1 + (sample % 7) / 5 : 1);
  const steady = () => 1;
  for (const [title, msOf, expected] of [
    ['steady', steady, 10],
    ['noisy', noisy, 25],
  ]) {
    test(`are ${expected} of 10 to 25 if samples are ${title}`, async () => {
      assert.equal((await measure(benchWhere(msOf).bench, { pairs: 10, mostPairs: 25 })).length, expected);
    });
  }
});

test('a case is calibrated with the native class alone', async () => {
  const { log, bench } = benchWhere((contender, sample, count) => count);
  assert.equal(await calibrateCase(bench, CASE), 130);
  assert.deepEqual(new Set(log), new Set(['page', 'native']));
});

// Medians and quartiles, and how long a sample is to be.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { calibrate, TARGET_MS } from '../../benches/measure/calibrate.mjs';
import { takePair } from '../../benches/measure/pair.mjs';
import { errorOfMedian, median, quantile, ratioOfPairs, summary } from '../../benches/statistics.mjs';

describe('statistics', () => {
  for (const [numbers, expected] of [
    [[3], 3],
    [[4, 1], 2.5],
    [[9, 1, 5], 5],
    [[4, 1, 3, 2], 2.5],
    [[10, 9, 8, 100], 9.5],
  ]) {
    test(`the median of ${numbers} is ${expected}`, () => assert.equal(median(numbers), expected));
  }

  for (const [part, expected] of [
    [0, 1],
    [0.25, 2],
    [0.5, 3],
    [0.9, 4.6],
    [1, 5],
  ]) {
    test(`${part} of the numbers from 1 to 5 lie below ${expected}`, () =>
      assert.equal(quantile([5, 3, 1, 4, 2], part), expected));
  }

  test('numbers are left in their order, and ten is more than nine', () => {
    const numbers = [10, 9, 2];
    assert.deepEqual(summary(numbers), { median: 9, lower: 5.5, upper: 9.5 });
    assert.deepEqual(numbers, [10, 9, 2]);
  });

  test('the error of a median is that of a normal distribution, and half of it with four times as many', () => {
    // Quartiles that are 1.349 apart: a standard deviation of 1.
    const numbers = [-2, -0.6745, 0, 0.6745, 2];
    assert.ok(Math.abs(errorOfMedian(numbers) - Math.sqrt(Math.PI / 2 / 5)) < 1e-9);
    const often = numbers.flatMap((number) => [number, number, number, number]);
    assert.ok(Math.abs(errorOfMedian(often) - errorOfMedian(numbers) / 2) < 1e-9);
    assert.equal(errorOfMedian([1, 1, 1, 90]) > 0, true);
    assert.equal(errorOfMedian([1, 1, 1]), 0);
  });

  test('the ratio of pairs is that of each pair, not of the sums', () => {
    const pairs = [
      { subject: 2, native: 1 },
      { subject: 30, native: 10 },
      { subject: 4, native: 4 },
    ];
    assert.deepEqual(ratioOfPairs(pairs), { median: 2, lower: 1.5, upper: 2.5 });
  });
});

describe('calibration', () => {
  const cases = {
    'a microsecond each': (count) => count / 1000,
    'ten milliseconds each': (count) => count * 10,
    'a second each': (count) => count * 1000,
    'slow to start': (count) => 40 + count / 50,
  };
  for (const [title, takeMs] of Object.entries(cases)) {
    for (const burst of [1, 8, 200]) {
      test(`messages that take ${title}, in bursts of ${burst}`, async () => {
        const count = await calibrate(burst, takeMs);
        assert.equal(count % burst, 0);
        const isAsShortAsCanBe = count === burst && takeMs(burst) > TARGET_MS;
        assert.ok(
          isAsShortAsCanBe || Math.abs(takeMs(count) - TARGET_MS) < TARGET_MS / 2,
          `${count} take ${takeMs(count)} ms`,
        );
      });
    }
  }

  test('is not misled by one slow sample of each length', async () => {
    const seen = new Set();
    const count = await calibrate(1, (wanted) => {
      const isFirst = !seen.has(wanted);
      seen.add(wanted);
      return isFirst ? 1000 : wanted;
    });
    assert.equal(count, TARGET_MS);
  });

  test('ends if time stands still', async () => {
    assert.ok(Number.isFinite(await calibrate(1, () => 0)));
  });
});

describe('a pair', () => {
  for (const [isNativeFirst, order] of [
    [true, ['native', 'ours']],
    [false, ['ours', 'native']],
  ]) {
    test(`is taken with ${order[0]} first`, async () => {
      const taken = [];
      const take = async (name) => taken.push(name) && name;
      assert.deepEqual(await takePair(take, 'ours', 'native', isNativeFirst), { subject: 'ours', native: 'native' });
      assert.deepEqual(taken, order);
    });
  }
});

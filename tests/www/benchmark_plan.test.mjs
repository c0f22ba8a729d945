// The short form of the benchmark: its plan, its chart's scale, and what is said of figures.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  across,
  inWords,
  LENGTHS,
  SHORT_CASES,
  stepsOf,
  TICKS,
  verdictOf,
} from '../../www/src/panels/benchmark/plan.js';

const figure = (lower, median, upper, pairs = 9) => ({ lower, median, upper, pairs });

describe('the short form', () => {
  test("has the four cases, by the benchmark's own definition", () => {
    assert.deepEqual(
      SHORT_CASES.map(({ parameters: { sample } }) => sample),
      ['send', 'receive', 'round-trip', 'open-close'],
    );
    assert.ok(SHORT_CASES.every(({ kind }) => kind === undefined));
  });

  test('counts its steps: a calibration for each case, and the pairs of ours and of the control', () => {
    assert.equal(stepsOf(SHORT_CASES, LENGTHS.quick), 4 * (1 + 3 + 3));
    assert.equal(stepsOf([], 9), 0);
  });
});

describe('the scale', () => {
  for (const [ratio, percent] of [
    [0.5, 0],
    [1, 50],
    [2, 100],
    [0.25, 0],
    [4, 100],
    [0, 0],
    [Infinity, 100],
    [Math.SQRT2, 75],
    [Math.SQRT1_2, 25],
  ]) {
    test(`has ${ratio} at ${percent} %`, () => assert.equal(across(ratio), percent));
  }

  test('has its lines in order', () => {
    const places = TICKS.map(across);
    assert.deepEqual(
      places,
      places.toSorted((a, b) => a - b),
    );
    assert.deepEqual([places[0], places.at(-1)], [0, 100]);
  });
});

describe('what is said of figures', () => {
  for (const [ours, control, verdict] of [
    [figure(0.99, 1, 1.01), figure(0.98, 1, 1.02), /^No difference/],
    [figure(1.02, 1.1, 1.2), figure(0.98, 1, 1.02), /^No difference/],
    [figure(1.03, 1.1, 1.2), figure(0.98, 1, 1.02), /^Slower/],
    [figure(0.9, 0.95, 0.97), figure(0.98, 1, 1.02), /^Faster/],
    [figure(0.9, 0.95, 0.98), figure(0.98, 1, 1.02), /^No difference/],
    [figure(1.5, 1.6, 1.7, 3), figure(0.98, 1, 1.02, 3), /^Too few/],
    [figure(1.5, 1.6, 1.7, 9), figure(0.98, 1, 1.02, 8), /^Too few/],
  ]) {
    test(`${inWords(ours)} beside ${inWords(control)}, ${ours.pairs} pairs: ${verdict}`, () =>
      assert.match(verdictOf(ours, control), verdict));
  }

  test('is the median with both quartiles', () => assert.equal(inWords(figure(0.984, 1, 1.026)), '1.00 (0.98–1.03)'));
});

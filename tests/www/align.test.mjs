// The alignment of two lists, and of two runs of a script.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { align } from '../../www/src/panels/compare/align.js';
import { differencesOf } from '../../www/src/panels/compare/differences.js';

const equal = (a, b) => (a === b ? 1 : 0);

describe('the alignment of two lists', () => {
  for (const [left, right, expected] of [
    ['', '', ''],
    ['abc', 'abc', 'aa bb cc'],
    ['abc', '', 'a- b- c-'],
    ['', 'ab', '-a -b'],
    ['abc', 'ac', 'aa b- cc'],
    ['ac', 'abc', 'aa -b cc'],
    ['abcd', 'bxd', 'a- bb c- -x dd'],
    ['aaa', 'aa', 'aa aa a-'],
    ['ab', 'ba', 'a- bb -a'],
  ]) {
    test(`of “${left}” and “${right}” is the longest that they have in common`, () => {
      const rows = align([...left], [...right], equal);
      assert.equal(rows.map(([a, b]) => `${a ?? '-'}${b ?? '-'}`).join(' '), expected);
    });
  }

  test('puts what is merely alike on one row, if nothing better is lost', () => {
    const likeness = (a, b) => (a === b ? 3 : a.toLowerCase() === b.toLowerCase() ? 1 : 0);
    assert.deepEqual(align(['a', 'b'], ['A', 'b'], likeness), [
      ['a', 'A'],
      ['b', 'b'],
    ]);
    assert.deepEqual(align(['a', 'a'], ['A', 'a', 'A'], likeness), [
      ['a', 'A'],
      ['a', 'a'],
      [null, 'A'],
    ]);
  });

  test('loses nothing and keeps the order, whatever the lists are', () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const letters = (salt) =>
        Array.from({ length: (seed * salt) % 9 }, (_, index) => 'abc'[((seed * salt * (index + 3)) >> 2) % 3]);
      const [left, right] = [letters(7), letters(13)];
      const rows = align(left, right, equal);
      assert.deepEqual(
        rows.map(([a]) => a).filter((item) => item !== null),
        left,
      );
      assert.deepEqual(
        rows.map(([, b]) => b).filter((item) => item !== null),
        right,
      );
      assert.equal(rows.filter(([a, b]) => a === b).length, commonLength(left, right));
      assert.ok(rows.every(([a, b]) => a === null || b === null || a === b));
    }
  });
});

describe('the differences of two runs', () => {
  const record = (text, events = [], message = undefined) => ({
    line: 1,
    source: 'close',
    result: { text, message },
    events: events.map((event) => ({ type: event.split(' ')[0], text: event })),
  });
  const compared = (ours, native) =>
    differencesOf([ours], [native]).map((row) => [row.kind, row.ours?.text, row.native?.text, row.differs]);

  test('are none if all is the same, whatever the words of an error are', () => {
    assert.deepEqual(compared(record('threw SyntaxError', [], 'one'), record('threw SyntaxError', [], 'two')), [
      ['call', 'threw SyntaxError', 'threw SyntaxError', false],
    ]);
  });

  test('are what a command gave, and events of the same type with another content', () => {
    assert.deepEqual(compared(record('returned', ['error', 'close 1006']), record('threw X', ['close 1000'])), [
      ['call', 'returned', 'threw X', true],
      ['event', 'error', undefined, true],
      ['event', 'close 1006', 'close 1000', true],
    ]);
  });

  test('are not what comes after an event that only one has', () => {
    assert.deepEqual(
      compared(record('x', ['open', 'message a', 'message b']), record('x', ['open', 'message b'])).map((row) =>
        row.at(-1),
      ),
      [false, false, true, false],
    );
  });
});

/** The textbook's recursion, as a second opinion. */
function commonLength(left, right) {
  if (left.length === 0 || right.length === 0) return 0;
  const [a, ...restOfLeft] = left;
  const [b, ...restOfRight] = right;
  if (a === b) return 1 + commonLength(restOfLeft, restOfRight);
  return Math.max(commonLength(restOfLeft, right), commonLength(left, restOfRight));
}

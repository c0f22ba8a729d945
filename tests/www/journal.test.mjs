// The journal of a session is bounded, in entries and in the bytes of their messages.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Journal } from '../../www/src/model/journal.js';

const message = (size, more) => ({ time: 0, connection: 1, direction: 'in', kind: 'text', size, data: 'x', ...more });

describe('a journal', () => {
  test('gives every entry an id without a gap, also after it was cleared', () => {
    const journal = new Journal();
    assert.equal(journal.lastId, 0);
    assert.deepEqual(
      [1, 2, 3].map(() => journal.add(message(1))),
      [1, 2, 3],
    );
    journal.clear();
    assert.deepEqual([journal.entries.length, journal.total, journal.lastId], [0, 0, 3]);
    assert.equal(journal.add(message(1)), 4);
    assert.deepEqual([journal.entries.length, journal.total, journal.lastId], [1, 1, 4]);
  });

  test('tells of every change', () => {
    const journal = new Journal();
    let changes = 0;
    journal.addEventListener('change', () => {
      changes += 1;
    });
    journal.add(message(1));
    journal.add({ kind: 'open' });
    journal.clear();
    assert.equal(changes, 3);
  });

  test('fills in what an event has none of', () => {
    const journal = new Journal();
    journal.add({ time: 5, kind: 'open' });
    assert.deepEqual(journal.entries, [{ id: 1, time: 5, kind: 'open', size: null, data: undefined, content: '' }]);
  });

  for (const [added, kept] of [
    [100_000, 100_000],
    [109_999, 109_999],
    [110_000, 100_000],
    [110_001, 100_001],
    [120_000, 100_000],
  ]) {
    test(`keeps the newest ${kept} of ${added} entries`, () => {
      const journal = new Journal();
      for (let index = 0; index < added; index += 1) journal.add(message(1));
      assert.equal(journal.entries.length, kept);
      assert.equal(journal.total, added);
      assert.deepEqual([journal.entries[0].id, journal.entries.at(-1).id], [added - kept + 1, added]);
    });
  }

  const KEPT = Journal.KEPT_BYTES;
  for (const [what, sizes, kept] of [
    ['what fits', [KEPT / 2, KEPT / 2], [true, true]],
    ['the newest if one byte is too many', [KEPT / 2, KEPT / 2, 1], [false, true, true]],
    ['the newest, however long', [1, KEPT + 1], [false, true]],
    ['nothing of the events between', [KEPT, null, KEPT, null], [false, false, true, false]],
  ]) {
    test(`keeps the data of ${what}`, () => {
      const journal = new Journal();
      for (const size of sizes) journal.add(message(size, size === null ? { data: undefined } : {}));
      assert.deepEqual(
        journal.entries.map(({ data }) => data !== undefined),
        kept,
      );
      assert.deepEqual(
        journal.entries.map(({ size }) => size),
        sizes,
      );
    });
  }

  test('counts the bytes anew after it was cleared, and after old entries have gone', () => {
    const journal = new Journal();
    journal.add(message(KEPT));
    journal.clear();
    journal.add(message(KEPT - Journal.LIMIT));
    for (let index = 1; index < 110_000; index += 1) journal.add(message(1));
    // The long one has gone with the oldest: there is room again.
    journal.add(message(KEPT - Journal.LIMIT));
    assert.ok(journal.entries.every(({ data }) => data !== undefined));
  });
});

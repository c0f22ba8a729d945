// Which entries are shown: by direction, by kind, by what is in them, as they come and while a pause lasts.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Filter } from '../../www/src/model/filter.js';
import { Journal } from '../../www/src/model/journal.js';
import { Matches } from '../../www/src/model/matches.js';

const text = (data, more) => ({ direction: 'in', kind: 'text', size: data.length, data, content: '', ...more });
const bytes = (...values) => ({
  direction: 'in',
  kind: 'ArrayBuffer',
  size: values.length,
  data: Uint8Array.from(values).buffer,
  content: '',
});
const blob = (...values) => ({
  direction: 'in',
  kind: 'Blob',
  size: values.length,
  data: new Blob([Uint8Array.from(values)]),
  content: '',
});
const event = (kind, content = '', direction = 'in') => ({ direction, kind, size: null, data: undefined, content });

describe('a filter', () => {
  for (const [given, entry, isShown] of [
    [{}, text('a'), true],
    [{ direction: 'in' }, text('a'), true],
    [{ direction: 'out' }, text('a'), false],
    [{ direction: 'local' }, event('exception', '', 'local'), true],
    [{ kind: 'messages' }, text('a'), true],
    [{ kind: 'messages' }, text(''), true],
    [{ kind: 'messages' }, event('open'), false],
    [{ kind: 'events' }, event('open'), true],
    [{ kind: 'events' }, bytes(1), false],
    [{ kind: 'text' }, text('a'), true],
    [{ kind: 'text' }, bytes(1), false],
    [{ kind: 'binary' }, bytes(1), true],
    [{ kind: 'binary' }, blob(1), true],
    [{ kind: 'binary' }, text('a'), false],
    [{ kind: 'binary' }, event('close'), false],
    [{ search: 'GRÜSSE' }, text('viele grüsse'), true],
    [{ search: 'a.c' }, text('abc'), false],
    [{ search: '(a[b]{c}|\\/^$*+?)-' }, text('x(a[b]{c}|\\/^$*+?)-x'), true],
    [{ search: '🌍' }, text('hello 🌍'), true],
    [{ search: 'chat' }, event('open', 'protocol "chat"'), true],
    [{ search: 'chat' }, event('open', ''), false],
    [{ search: 'gone' }, { ...text('gone'), data: undefined }, false],
    [{ search: '00 ff' }, bytes(7, 0, 0, 255), true],
    [{ search: '0x00,0xFF' }, bytes(0, 255), true],
    [{ search: '00ff' }, bytes(255, 0), false],
    [{ search: '00 ff 01' }, bytes(0, 255), false],
    [{ search: '00 ff' }, text('00 ff'), true],
    [{ search: '00 f' }, bytes(0, 15), false],
    [{ search: 'hé' }, bytes(...new TextEncoder().encode('hého')), true],
    [
      { search: 'é' },
      { ...bytes(), kind: 'DataView', data: new DataView(Uint8Array.of(0xc3, 0xa9, 0xa9).buffer, 1) },
      false,
    ],
    [{ search: 'a', direction: 'out' }, text('a'), false],
  ]) {
    test(`${JSON.stringify(given)} ${isShown ? 'shows' : 'hides'} ${entry.direction} ${entry.kind} ${JSON.stringify(entry.data ?? entry.content)}`, () => {
      assert.equal(new Filter(given).test(entry), isShown);
    });
  }

  for (const [search, isFound] of [
    ['ca fe', true],
    ['ca ff', false],
  ]) {
    test(`knows whether ${search} is in a Blob once it was read`, async () => {
      const filter = new Filter({ search });
      const entry = blob(0, 0xca, 0xfe);
      assert.equal(filter.test(entry), undefined);
      await filter.read(entry);
      assert.equal(filter.test(entry), isFound);
    });
  }

  test('finds nothing in a Blob that cannot be read', async () => {
    const filter = new Filter({ search: 'x' });
    const entry = blob(0x78);
    entry.data.slice = () => {
      throw new DOMException('gone', 'NotReadableError');
    };
    await filter.read(entry);
    assert.equal(filter.test(entry), false);
  });
});

describe('the matches in a journal', () => {
  const contents = ({ entries }) => entries.map(({ data, kind }) => data ?? kind);
  const journalOf = (...texts) => {
    const journal = new Journal();
    for (const data of texts) journal.add(text(data));
    return journal;
  };

  test('grow with it, in its order, looking at each entry once', () => {
    const journal = journalOf('a1', 'b1');
    const looked = [];
    const filter = {
      test: (entry) => {
        looked.push(entry.data);
        return entry.data.startsWith('a');
      },
    };
    const matches = new Matches(journal, filter);
    const { entries } = matches;
    assert.ok(matches.update());
    journal.add(text('a2'));
    journal.add(text('b2'));
    assert.ok(matches.update());
    assert.deepEqual(contents(matches), ['a1', 'a2']);
    assert.deepEqual(looked, ['a1', 'b1', 'a2', 'b2']);
    assert.equal(matches.entries, entries);
  });

  test('lose what the journal loses, and say how many', () => {
    const journal = new Journal();
    for (let index = 0; index < 109_999; index += 1) journal.add(text(index % 2 ? 'odd' : 'even'));
    const matches = new Matches(journal, new Filter({ search: 'odd' }));
    matches.update();
    journal.add(text('odd'));
    matches.update();
    assert.equal(journal.entries.length, 100_000);
    assert.deepEqual([matches.entries.length, matches.dropped], [50_000, 5000]);
    journal.clear();
    matches.update();
    assert.deepEqual([matches.entries.length, matches.dropped], [0, 55_000]);
    journal.add(text('odd'));
    matches.update();
    assert.deepEqual(contents(matches), ['odd']);
  });

  test('are found in steps if there is no time for all', () => {
    const journal = journalOf(...Array.from({ length: 1000 }, (_, index) => `${index}`));
    const matches = new Matches(journal, new Filter());
    let steps = 1;
    while (!matches.update(() => false)) steps += 1;
    assert.equal(steps, 16);
    assert.deepEqual(
      contents(matches),
      Array.from({ length: 1000 }, (_, index) => `${index}`),
    );
  });

  test('wait for a Blob that has to be read, and go on behind it', async () => {
    const journal = journalOf('x first');
    for (const entry of [blob(0x78), blob(0x79), text('x last')]) journal.add(entry);
    const matches = new Matches(journal, new Filter({ search: 'x' }));
    await new Promise((resolve) => {
      assert.ok(!matches.update(undefined, resolve));
      assert.deepEqual(contents(matches), ['x first']);
    });
    assert.ok(matches.update());
    assert.deepEqual(
      matches.entries.map(({ kind }) => kind),
      ['text', 'Blob', 'text'],
    );
  });

  test('hold back what comes during a pause, and count it', () => {
    const journal = journalOf('before');
    const matches = new Matches(journal, new Filter());
    matches.pause();
    matches.update();
    journal.add(text('during'));
    journal.add(text('during, too'));
    assert.ok(matches.update());
    assert.deepEqual([contents(matches), matches.waiting], [['before'], 2]);
    journal.clear();
    journal.add(text('after clearing'));
    matches.update();
    assert.deepEqual([contents(matches), matches.waiting], [[], 1]);
    matches.resume();
    matches.update();
    assert.deepEqual([contents(matches), matches.waiting], [['after clearing'], 0]);
  });

  test('keep a pause that began with another filter', () => {
    const journal = journalOf('before');
    const paused = new Matches(journal, new Filter());
    paused.pause();
    journal.add(text('during'));
    const matches = new Matches(journal, new Filter({ search: 'r' }), paused.until);
    matches.update();
    assert.deepEqual([contents(matches), matches.waiting], [['before'], 1]);
  });
});

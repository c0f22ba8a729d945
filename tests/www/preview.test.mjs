// What a row shows of an entry.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { preview } from '../../www/src/model/preview.js';

const message = (data, content = '') => ({ kind: 'text', size: 1, data, content });
const hex = (length) => Array.from({ length }, () => '07').join(' ');
const sevens = (length) => new Uint8Array(length).fill(7);

for (const [what, entry, text] of [
  ['an event', { kind: 'open', size: null, content: 'protocol ""' }, 'protocol ""'],
  ['an empty text', message(''), ''],
  ['a text of 300 characters', message('x'.repeat(300)), 'x'.repeat(300)],
  ['a longer text', message('x'.repeat(301)), `${'x'.repeat(300)}…`],
  ['a text cut inside a surrogate pair', message(`${'x'.repeat(299)}🌍`), `${'x'.repeat(299)}…`],
  ['a dropped text', message('late', 'dropped'), 'dropped: late'],
  ['an ArrayBuffer', message(sevens(2).buffer), '07 07'],
  ['a view', message(new DataView(Uint8Array.of(1, 2, 3, 4).buffer, 1, 2)), '02 03'],
  ['32 bytes', message(sevens(32)), hex(32)],
  ['33 bytes', message(sevens(33)), `${hex(32)} …`],
  ['a message that was let go of', message(undefined), 'no longer kept'],
  ['a dropped message that was let go of', message(undefined, 'dropped'), 'dropped: no longer kept'],
]) {
  test(`the preview of ${what}`, () => assert.deepEqual(preview(entry), { text }));
}

test('a Blob is read later, and known from then on', async () => {
  const entry = message(new Blob([sevens(33)]), 'dropped');
  const { text, readLater } = preview(entry);
  assert.equal(text, 'dropped');
  assert.equal(await readLater, `dropped: ${hex(32)} …`);
  assert.deepEqual(preview(entry), { text: `dropped: ${hex(32)} …` });
});

test('a Blob that cannot be read says so', async () => {
  const blob = new Blob(['x']);
  blob.slice = () => ({ arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')) });
  assert.equal(await preview(message(blob)).readLater, 'cannot be read: NotReadableError');
});

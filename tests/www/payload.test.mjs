// Drafts: the messages they stand for, what is said of them as they are written, and templates of them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '../../www/src/model/bytes.js';
import {
  contentOf,
  examine,
  isFilled,
  messagesOf,
  newDraft,
  reencoded,
  templateOf,
} from '../../www/src/model/payload.js';
import { fillIn, hasPlaceholders, standIn } from '../../www/src/model/placeholders.js';

const draft = (changes) => ({ ...newDraft(), ...changes });
const first = (changes, n = 1) => messagesOf(draft(changes)).message(0, n);

test('a draft of each kind is the message that it shows', async () => {
  assert.equal(first({ kind: 'text', text: 'grüße' }), 'grüße');
  assert.equal(first({ kind: 'text', text: '' }), '');
  assert.equal(first({ kind: 'json', json: '{ "a": 12345678901234567890 }' }), '{ "a": 12345678901234567890 }');
  const bytes = { kind: 'bytes', bytes: '01 02' };
  assert.deepEqual(first({ ...bytes, bytesType: 'ArrayBuffer' }), Uint8Array.of(1, 2).buffer);
  assert.deepEqual(first({ ...bytes, bytesType: 'Uint8Array' }), Uint8Array.of(1, 2));
  const blob = first({ ...bytes, bytesType: 'Blob' });
  assert.ok(blob instanceof Blob);
  assert.deepEqual(new Uint8Array(await blob.arrayBuffer()), Uint8Array.of(1, 2));
  assert.deepEqual(
    first({ kind: 'bytes', bytes: 'AQI=', encoding: 'base64', bytesType: 'Uint8Array' }),
    Uint8Array.of(1, 2),
  );
});

test('files are messages in turn, as they are or read', async () => {
  const files = [new File(['a'], 'a.txt'), new File(['bc'], 'b.txt')];
  const { count, message } = messagesOf(draft({ kind: 'file', files }));
  assert.equal(count, 2);
  assert.deepEqual(
    [0, 1, 2].map((index) => message(index, 1).name),
    ['a.txt', 'b.txt', 'a.txt'],
  );
  const read = messagesOf(draft({ kind: 'file', files, fileType: 'ArrayBuffer' }));
  assert.equal(Buffer.from(await read.message(1, 1)).toString(), 'bc');

  const gone = { name: 'gone.txt', size: 1, arrayBuffer: () => Promise.reject(new DOMException('', 'NotFoundError')) };
  const unreadable = messagesOf(draft({ kind: 'file', files: [gone], fileType: 'ArrayBuffer' }));
  await assert.rejects(
    unreadable.message(0, 1),
    new InputError('“gone.txt” can no longer be read (NotFoundError). Choose it again.'),
  );
});

test('a mistake is refused before anything is sent', () => {
  for (const [changes, message] of [
    [{ kind: 'json', json: '' }, 'Enter a JSON value.'],
    [{ kind: 'json', json: '[1,]' }, 'JSON allows no comma after the last item, before “]” (line 1, column 4).'],
    [{ kind: 'bytes', bytes: '0' }, '“0” has an odd number of digits (line 1, column 1): a byte has two.'],
    [{ kind: 'file' }, 'Choose a file first.'],
  ])
    assert.throws(() => messagesOf(draft(changes)), { message });
});

test('placeholders are filled in for each message, and left if they should be', () => {
  const text = '{{n}} {{now}} {{iso}} {{uuid}} {{N}} {{other}} {n}';
  const values = { n: 7, now: 1.5, uuid: () => 'u-u' };
  assert.equal(fillIn(text, values), '7 1 1970-01-01T00:00:00.001Z u-u {{N}} {{other}} {n}');
  let uuids = 0;
  assert.equal(fillIn('{{uuid}}{{uuid}}', { n: 1, uuid: () => String(++uuids) }), '12');
  assert.match(fillIn('{{uuid}}', { n: 1 }), /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

  const { message } = messagesOf(draft({ text: 'message {{n}}' }));
  assert.deepEqual([message(0, 1), message(0, 2)], ['message 1', 'message 2']);
  assert.equal(first({ text: '{{n}}', fills: false }), '{{n}}');
  assert.equal(
    first({ kind: 'json', json: '{"id":{{n}},"at":{{now}}}' }, 3).replace(/\d{13}/, 'now'),
    '{"id":3,"at":now}',
  );
});

test('JSON is checked as it will be, and its mistakes are where they were written', () => {
  const json = '{"id":{{n}},"uuid":{{uuid}}}';
  assert.throws(() => messagesOf(draft({ kind: 'json', json })), {
    message: /^“x{8}” is not valid JSON/,
    offset: 19,
  });
  assert.doesNotThrow(() => messagesOf(draft({ kind: 'json', json: '{"id":{{n}},"uuid":"{{uuid}}"}' })));
  assert.throws(() => messagesOf(draft({ kind: 'json', json: '{"id":{{n}}}', fills: false })), InputError);
  for (const text of ['{{n}}', '{{now}}', '{{iso}}', '{{uuid}}']) {
    assert.equal(standIn(text).length, text.length);
    assert.ok(hasPlaceholders(text) && !hasPlaceholders(standIn(text)));
  }
});

test('size and mistake are told as one writes', () => {
  const files = [new File(['a'], 'a'), new File(['bc'], 'b')];
  for (const [changes, size, mistake] of [
    [{ text: '' }, 0],
    [{ text: 'aé€🌍' }, 10],
    [{ text: '{{n}}', sent: 9 }, 2],
    [{ text: '{{uuid}}' }, 36],
    [{ text: '{{uuid}}', fills: false }, 8],
    [{ kind: 'json', json: '' }, 0],
    [{ kind: 'json', json: '[1 ]' }, 4],
    [{ kind: 'json', json: '[1,]' }, 4, 3],
    [{ kind: 'bytes', bytes: '' }, 0],
    [{ kind: 'bytes', bytes: '00 ff' }, 2],
    [{ kind: 'bytes', bytes: '00 fz' }, null, 4],
    [{ kind: 'bytes', bytes: 'AA*', encoding: 'base64' }, null, 2],
    [{ kind: 'file' }, 0],
    [{ kind: 'file', files }, 3],
  ]) {
    const seen = examine(draft(changes));
    assert.deepEqual([seen.size, seen.mistake?.offset], [size, mistake], JSON.stringify(changes));
  }
  assert.equal(isFilled(draft({ text: '{{n}}' })), true);
  assert.equal(isFilled(draft({ text: '{{n}}', fills: false })), false);
  assert.equal(isFilled(draft({ kind: 'bytes', text: '{{n}}' })), false);
});

test('a template is what is in the editor, and comes back as that', () => {
  for (const [changes, template] of [
    [
      { kind: 'text', text: 'a' },
      { name: 'x', kind: 'text', payload: 'a' },
    ],
    [
      { kind: 'json', json: '[' },
      { name: 'x', kind: 'json', payload: '[' },
    ],
    [
      { kind: 'bytes', bytes: '00' },
      { name: 'x', kind: 'hex', payload: '00' },
    ],
    [
      { kind: 'bytes', bytes: 'AA', encoding: 'base64' },
      { name: 'x', kind: 'base64', payload: 'AA' },
    ],
  ]) {
    assert.deepEqual(templateOf(draft(changes), 'x'), template);
    assert.deepEqual(draft(contentOf(template)), draft(changes));
  }
  assert.throws(
    () => templateOf(draft({ kind: 'file' }), 'x'),
    new InputError('A template stores text or bytes, not files.'),
  );
});

test('another encoding writes the same bytes, and keeps what are none', () => {
  assert.equal(reencoded(draft({ bytes: '00 01 02 ff' }), 'base64'), 'AAEC/w==');
  assert.equal(reencoded(draft({ bytes: 'AAEC_w', encoding: 'base64' }), 'hex'), '00 01 02 ff');
  assert.equal(reencoded(draft({ bytes: 'zz' }), 'base64'), 'zz');
});

// What is shown of a journal as JSON, as a HAR-like log and as text.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { base64, harPieces, jsonPieces, textOf } from '../../www/src/model/export.js';

const START = Date.UTC(2026, 0, 2, 3, 4, 5, 250);
const URL_OF_IT = 'ws://127.0.0.1/echo?a=1&b=%20';

const entries = [
  {
    kind: 'connect',
    direction: 'out',
    content: 'new WebSocket(…)',
    called: { url: URL_OF_IT, protocols: ['chat', 'superchat'] },
  },
  { kind: 'open', content: 'protocol "chat", extensions ""' },
  { kind: 'text', direction: 'out', size: 7, data: 'grüße' },
  { kind: 'Blob', size: 3, data: new Blob([Uint8Array.of(0, 127, 255)]) },
  { kind: 'Uint8Array', direction: 'out', size: 2, data: new Uint8Array([9, 1, 2, 9]).subarray(1, 3) },
  { kind: 'text', size: 5, data: undefined },
  { kind: 'close', content: 'code 1000, reason "", clean' },
  { kind: 'text', direction: 'out', size: 4, data: 'late', content: 'dropped' },
  { kind: 'exception', direction: 'local', content: 'close(1) threw InvalidAccessError: no' },
].map((entry, index) => ({
  id: index + 1,
  time: START + index * 1000,
  connection: 1,
  direction: 'in',
  size: null,
  data: undefined,
  content: '',
  ...entry,
}));
const messages = entries.filter(({ size }) => size !== null);

const collected = async (pieces) => JSON.parse((await collect(pieces)).join(''));
async function collect(pieces) {
  const list = [];
  for await (const piece of pieces) list.push(piece);
  return list;
}

describe('an export as JSON', () => {
  test('has every entry with everything that is known of it', async () => {
    const { version, exported, entries: list } = await collected(jsonPieces(entries, new Date(START)));
    assert.deepEqual([version, exported, list.length], [1, '2026-01-02T03:04:05.250Z', 9]);
    const common = { connection: 1, direction: 'in' };
    assert.deepEqual(list[0], {
      id: 1,
      ...common,
      direction: 'out',
      kind: 'connect',
      time: '2026-01-02T03:04:05.250Z',
      content: entries[0].content,
    });
    assert.deepEqual(list[2], {
      id: 3,
      ...common,
      direction: 'out',
      kind: 'text',
      time: '2026-01-02T03:04:07.250Z',
      size: 7,
      text: 'grüße',
    });
    assert.deepEqual(list[3], {
      id: 4,
      ...common,
      kind: 'Blob',
      time: '2026-01-02T03:04:08.250Z',
      size: 3,
      base64: 'AH//',
    });
    assert.equal(list[4].base64, 'AQI=');
    assert.deepEqual(list[5], {
      id: 6,
      ...common,
      kind: 'text',
      time: '2026-01-02T03:04:10.250Z',
      size: 5,
      isKept: false,
    });
    assert.equal(list[7].content, 'dropped');
    assert.equal(list[8].direction, 'local');
  });

  test('is well formed without an entry', async () => {
    assert.deepEqual((await collected(jsonPieces([]))).entries, []);
  });
});

describe('an export as HAR', () => {
  test('has an entry for the connection, with its messages as Chrome writes them', async () => {
    const { log } = await collected(harPieces(entries));
    assert.equal(log.version, '1.2');
    assert.equal(log.creator.name, 'websocket-wasm console');
    assert.equal(log.entries.length, 1);
    const { _webSocketMessages: list, request, response, timings, ...rest } = log.entries[0];
    assert.equal(rest._resourceType, 'websocket');
    assert.equal(rest.startedDateTime, '2026-01-02T03:04:05.250Z');
    assert.deepEqual([request.method, request.url], ['GET', URL_OF_IT]);
    assert.deepEqual(request.headers, [{ name: 'Sec-WebSocket-Protocol', value: 'chat, superchat' }]);
    assert.deepEqual(request.queryString, [
      { name: 'a', value: '1' },
      { name: 'b', value: ' ' },
    ]);
    assert.equal(response.status, 101);
    assert.deepEqual([rest.time, timings], [6000, { send: 0, wait: 1000, receive: 5000 }]);
    assert.deepEqual(list, [
      { type: 'send', time: START / 1000 + 2, opcode: 1, data: 'grüße' },
      { type: 'receive', time: START / 1000 + 3, opcode: 2, data: 'AH//' },
      { type: 'send', time: START / 1000 + 4, opcode: 2, data: 'AQI=' },
      { type: 'receive', time: START / 1000 + 5, opcode: 1, data: '', comment: 'no longer kept' },
      { type: 'send', time: START / 1000 + 7, opcode: 1, data: 'late', comment: 'dropped' },
    ]);
  });

  test('describes connections by entries that are not shown, each by its own', async () => {
    const second = [
      { ...entries[0], connection: 2, called: { url: 'wss://example.org/', protocols: [] } },
      { ...entries[2], connection: 2 },
    ];
    const { log } = await collected(harPieces([...messages, second[1]], [...entries, ...second]));
    assert.deepEqual(
      log.entries.map(({ request, response, connection }) => [request.url, response.status, connection]),
      [
        [URL_OF_IT, 101, '1'],
        ['wss://example.org/', 0, '2'],
      ],
    );
    assert.deepEqual(
      log.entries.map(({ _webSocketMessages }) => _webSocketMessages.length),
      [5, 1],
    );
  });

  test('does without the beginning of a connection, which may be gone', async () => {
    const { log } = await collected(harPieces(messages));
    const [{ request, startedDateTime }] = log.entries;
    assert.deepEqual([request.url, startedDateTime], ['', '2026-01-02T03:04:07.250Z']);
  });

  test('is well formed without an entry', async () => {
    assert.deepEqual((await collected(harPieces([]))).log.entries, []);
  });
});

describe('a copy as text', () => {
  test('has a line for each entry', async () => {
    assert.deepEqual((await textOf(entries.slice(1, 6))).split('\n'), [
      '2026-01-02T03:04:06.250Z\t#1\tin\topen\tprotocol "chat", extensions ""',
      '2026-01-02T03:04:07.250Z\t#1\tout\ttext\t7 B\tgrüße',
      '2026-01-02T03:04:08.250Z\t#1\tin\tBlob\t3 B\t00 7f ff',
      '2026-01-02T03:04:09.250Z\t#1\tout\tUint8Array\t2 B\t01 02',
      '2026-01-02T03:04:10.250Z\t#1\tin\ttext\t5 B\tno longer kept',
    ]);
  });

  test('is cut if it is too long, and says so', async () => {
    const long = { ...entries[2], data: 'x'.repeat(9 * 1024 * 1024) };
    const lines = (await textOf([long, long])).split('\n');
    assert.equal(lines.length, 2);
    assert.match(lines[1], /too long for the clipboard/);
  });
});

for (const length of [0, 1, 2, 3, 8191, 8192, 8193, 100_000]) {
  test(`base64 of ${length} bytes`, () => {
    const bytes = Uint8Array.from({ length }, (_, index) => index * 7);
    assert.equal(base64(bytes), Buffer.from(bytes).toString('base64'));
  });
}

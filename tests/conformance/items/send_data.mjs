// send(data): which message each kind of data becomes.
import { buffer, detached, HEX } from './data.mjs';

const ARRAYS = [
  'Int8Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'Int16Array',
  'Uint16Array',
  'Int32Array',
  'Uint32Array',
  'Float16Array',
  'Float32Array',
  'Float64Array',
  'BigInt64Array',
  'BigUint64Array',
].filter((name) => globalThis[name]);

/** What the server got for each of the values, `[kind, bytes in hexadecimal]`, sent on one connection. */
export async function described(t, values) {
  const { socket, log } = await t.opened('/describe');
  for (const value of values) socket.send(value);
  await log.until('message', values.length);
  return log.entries.slice(1).map((entry) => {
    const { kind, hex, byteLength } = JSON.parse(JSON.parse(entry.slice('message 1 '.length)));
    return [kind, byteLength > 64 ? `${byteLength} bytes` : hex];
  });
}

/** Checks rows of a name, a value to send, and what the server should get. */
async function sends(t, rows) {
  const found = await described(
    t,
    rows.map(([, value]) => value),
  );
  await t.table(
    rows.map(([name, , expected]) => [name, expected]),
    (name) => found[rows.findIndex((row) => row[0] === name)],
  );
}

/** What the server says of a text message. */
export const text = (content) => [
  'text',
  [...new TextEncoder().encode(content)].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
];

export const sendData = [
  {
    id: '5.2',
    title: 'buffers, views and Blobs are binary messages',
    async run(t) {
      await sends(t, [
        ['ArrayBuffer', buffer(), ['binary', HEX]],
        ...ARRAYS.map((name) => [name, new globalThis[name](buffer()), ['binary', HEX]]),
        ['DataView', new DataView(buffer()), ['binary', HEX]],
        ['Blob', new Blob([buffer()]), ['binary', HEX]],
        ['Blob with a type', new Blob(['text'], { type: 'text/plain' }), ['binary', '74657874']],
        ['File', new File([buffer()], 'name.bin'), ['binary', HEX]],
        ['subclass of Uint8Array', new (class extends Uint8Array {})(buffer()), ['binary', HEX]],
        ['subclass of Blob', new (class extends Blob {})([buffer()]), ['binary', HEX]],
      ]);
    },
  },
  {
    id: '5.2',
    title: 'everything else is a text message',
    async run(t) {
      await sends(t, [
        ['null', null, text('null')],
        ['undefined', undefined, text('undefined')],
        ['true', true, text('true')],
        ['1.5', 1.5, text('1.5')],
        ['-0', -0, text('0')],
        ['bigint', 10n, text('10')],
        ['object', {}, text('[object Object]')],
        ['FormData', new FormData(), text('[object FormData]')],
        ['String object', new String('text'), text('text')],
        ['array', [1, [2, 3]], text('1,2,3')],
        ['toString', { toString: () => 'é' }, text('é')],
        ['function', Object.assign(() => {}, { toString: () => 'f' }), text('f')],
        ['a socket', t.connect('/echo'), text('[object WebSocket]')],
      ]);
    },
  },
  {
    id: '5.2',
    title: 'the kind of data is found by its slots, not by its prototype or its tag',
    async run(t) {
      const disguised = (value) => Object.setPrototypeOf(value, { toString: () => 'disguised' });
      await sends(t, [
        ['buffer with another prototype', disguised(buffer()), ['binary', HEX]],
        ['view with another prototype', disguised(new Uint8Array(buffer())), ['binary', HEX]],
        ['DataView without prototype', Object.setPrototypeOf(new DataView(buffer()), null), ['binary', HEX]],
        ['Blob with another prototype', disguised(new Blob([buffer()])), ['binary', HEX]],
        ['prototype of Blob only', Object.create(Blob.prototype), text('[object Blob]')],
        ['prototype of ArrayBuffer only', Object.create(ArrayBuffer.prototype), text('[object ArrayBuffer]')],
        ['tag of ArrayBuffer only', { [Symbol.toStringTag]: 'ArrayBuffer' }, text('[object ArrayBuffer]')],
      ]);
    },
  },
  {
    id: '5.5',
    title: 'memory that was transferred away sends no bytes',
    async run(t) {
      await sends(t, [
        ['buffer', detached((memory) => memory), ['binary', '']],
        ['array', detached((memory) => new Uint8Array(memory, 2)), ['binary', '']],
        ['DataView', detached((memory) => new DataView(memory, 1, 2)), ['binary', '']],
      ]);
    },
  },
  {
    id: '5.6',
    title: 'text goes as UTF-8, lone surrogates as U+FFFD',
    async run(t) {
      const texts = [
        'ascii',
        'é',
        '✓',
        '😀',
        '\0',
        '\ufeffx',
        '\u07ff\u0800\uffff',
        '\ud800',
        '\udc00',
        '\ud800a\udc00',
        '\udc00\ud800',
        '\ud800\ud800\udc00',
        '\ud800✓',
      ];
      await sends(
        t,
        texts.map((content) => [content, content, text(content)]),
      );
    },
  },
  {
    id: '5.6',
    title: 'a view sends its own part of the buffer',
    async run(t) {
      await sends(t, [
        ['subarray', new Uint8Array(buffer()).subarray(2, 5), ['binary', '02fdfe']],
        ['array of larger items', new Uint16Array(buffer(), 2, 2), ['binary', '02fdfeff']],
        ['DataView', new DataView(buffer(), 1, 2), ['binary', '0102']],
        ['empty part', new Uint8Array(buffer(), 8), ['binary', '']],
      ]);
    },
  },
  {
    id: '5.10',
    title: 'empty data makes a message',
    async run(t) {
      await sends(t, [
        ['text', '', ['text', '']],
        ['toString', { toString: () => '' }, ['text', '']],
        ['ArrayBuffer', new ArrayBuffer(0), ['binary', '']],
        ['array', new Uint8Array(0), ['binary', '']],
        ['DataView', new DataView(new ArrayBuffer(0)), ['binary', '']],
        ['Blob', new Blob(), ['binary', '']],
      ]);
    },
  },
];

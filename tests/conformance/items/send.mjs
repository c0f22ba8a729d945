// send(data): every kind of data, what reaches the server, in which order.
import { BYTES, HEX, buffer, detached, shared } from './data.mjs';

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
async function described(t, values) {
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

const text = (content) => [
  'text',
  [...new TextEncoder().encode(content)].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
];

export const send = [
  {
    id: '5.1',
    title: 'the argument is missing or cannot be converted: a TypeError in every ready state',
    async run(t) {
      for (const readyState of t.states) {
        const socket = await t.inState(readyState);
        t.throws('TypeError', () => socket.send(), `without argument in ${readyState}`);
        t.throws('TypeError', () => socket.send(Symbol()), `a symbol in ${readyState}`);
        t.throws('TypeError', () => socket.send(Object.create(null)), `an object without toString in ${readyState}`);
        t.throws(
          'RangeError',
          () =>
            socket.send({
              toString() {
                throw new RangeError();
              },
            }),
          `an object that throws in ${readyState}`,
        );
      }
    },
  },
  {
    id: '5.1',
    title: 'before the connection is established, send is an InvalidStateError, after the conversion',
    async run(t) {
      const socket = await t.inState(0);
      await t.table(
        [
          'text',
          '',
          new Blob(['x']),
          new ArrayBuffer(1),
          new Uint8Array(1),
          new DataView(new ArrayBuffer(1)),
          null,
          undefined,
        ].map((value) => [value, 'DOMException InvalidStateError']),
        (value) => t.outcome(() => socket.send(value)),
      );
      let isConverted = false;
      t.throws('DOMException InvalidStateError', () =>
        socket.send({
          toString() {
            isConverted = true;
            return '';
          },
        }),
      );
      t.equal([isConverted, socket.bufferedAmount], [true, 0]);
    },
  },
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
    id: '5.3',
    title: 'views on shared memory are a TypeError',
    async run(t) {
      const memory = shared(t);
      for (const readyState of [1, 3, 0]) {
        const socket = await t.inState(readyState);
        t.throws('TypeError', () => socket.send(new Uint8Array(memory)), `array in ${readyState}`);
        t.throws('TypeError', () => socket.send(new DataView(memory)), `DataView in ${readyState}`);
        t.equal(socket.bufferedAmount, 0);
      }
    },
  },
  {
    id: '5.3',
    title: 'resizable memory and views on it are a TypeError',
    async run(t) {
      const memory = new ArrayBuffer(8, { maxByteLength: 16 });
      t.needs(memory.resizable, 'resizable memory');
      for (const readyState of [1, 3, 0]) {
        const socket = await t.inState(readyState);
        for (const value of [memory, new Uint8Array(memory), new Uint8Array(memory, 1, 2), new DataView(memory)]) {
          t.throws('TypeError', () => socket.send(value), `${Object.prototype.toString.call(value)} in ${readyState}`);
        }
        t.equal(socket.bufferedAmount, 0);
      }
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
    id: '5.7',
    title: 'the bytes sent are those at the call, also of what waits for a Blob',
    async run(t) {
      const { socket, log } = await t.opened('/echo');
      socket.binaryType = 'arraybuffer';
      const bytes = new Uint8Array(BYTES);
      socket.send(bytes);
      bytes.fill(9);
      socket.send(new Blob(['b']));
      bytes.set(BYTES);
      socket.send(bytes.buffer);
      socket.send(bytes.subarray(3));
      socket.send(new DataView(bytes.buffer, 6));
      bytes.fill(9);
      await log.until('message', 5);
      t.equal(
        log.entries.slice(1),
        [HEX, '62', HEX, HEX.slice(6), '807f'].map((content) => `message 1 ArrayBuffer ${content}`),
      );
    },
  },
  {
    id: '5.8',
    title: 'messages leave in the order of the calls, Blobs too',
    async run(t) {
      const large = (size) => new Blob([new Uint8Array(size)]);
      const found = await described(t, [
        large(300_000),
        'one',
        new Blob(['b']),
        new Uint8Array([3]),
        new Blob([]),
        'two',
        large(70_000),
        'three',
      ]);
      t.equal(found, [
        ['binary', '300000 bytes'],
        text('one'),
        ['binary', '62'],
        ['binary', '03'],
        ['binary', ''],
        text('two'),
        ['binary', '70000 bytes'],
        text('three'),
      ]);
    },
  },
  {
    id: '5.9',
    title: 'after close nothing is sent and nothing is thrown',
    async run(t) {
      const id = t.id();
      const { socket, log } = await t.opened(`/echo?id=${id}`);
      const sendAll = () =>
        ['text', new Blob(['b']), new Uint8Array(3), new ArrayBuffer(3)].forEach((value) => socket.send(value));
      socket.send('before');
      socket.close(1000);
      sendAll();
      t.equal(await log.until('close'), ['open 1', 'close 3 1000 "" clean']);
      sendAll();
      await t.task();
      const { messages, bytes } = await t.report(id);
      t.equal([messages, bytes], [1, 6]);
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
  {
    id: '5.6',
    title: 'a large message of each kind arrives as it was',
    async run(t) {
      const bytes = new Uint8Array(2 ** 18).map((_, index) => index * 7);
      const { socket, log } = await t.opened('/echo');
      socket.binaryType = 'arraybuffer';
      const received = [];
      socket.addEventListener('message', ({ data }) => received.push(data));
      const content = '✓x'.repeat(2 ** 17);
      for (const value of [bytes, bytes.buffer, new Blob([bytes]), content]) socket.send(value);
      await log.until('message', 4);
      await t.task();
      t.equal(
        received.slice(0, 3).map((data) => new Uint8Array(data).every((byte, index) => byte === bytes[index])),
        [true, true, true],
      );
      t.equal(
        received.map((data) => data.byteLength ?? data.length),
        [2 ** 18, 2 ** 18, 2 ** 18, 2 ** 18],
      );
      t.equal(received[3] === content, true);
    },
  },
];

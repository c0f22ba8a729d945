// send(data): when it throws, in which order messages leave, and what they hold.
import { BYTES, HEX, shared } from './data.mjs';
import { described, text } from './send_data.mjs';

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

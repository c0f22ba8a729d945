// bufferedAmount: which bytes count, from when to when.
import { detached } from './data.mjs';

/** Values, made anew for each test, and the bytes that they count. */
const counted = () => [
  ['', 0],
  ['hello', 5],
  ['é', 2],
  ['\u07ff\u0800', 5],
  ['✓', 3],
  ['😀', 4],
  ['\ud800', 3],
  ['\udc00', 3],
  ['\ud800a\udc00', 7],
  ['\udc00\ud800', 6],
  ['\ud800\ud800\udc00', 7],
  ['\ud800é', 5],
  [null, 4],
  [undefined, 9],
  [1.5, 3],
  [{ toString: () => '✓✓' }, 6],
  [new Blob(['abc']), 3],
  [new Blob(), 0],
  [new File(['é'], 'name'), 2],
  [new ArrayBuffer(7), 7],
  [new ArrayBuffer(0), 0],
  [new Uint16Array(3), 6],
  [new BigUint64Array(2), 16],
  [new DataView(new ArrayBuffer(8)), 8],
  [detached((memory) => memory), 0],
  [detached((memory) => new Uint8Array(memory)), 0],
  [detached((memory) => new DataView(memory)), 0],
];

const sum = (rows) => rows.reduce((total, [, bytes]) => total + bytes, 0);

/** Sends each value and compares what it adds, all in one task; resolves to the sum. */
async function addUp(t, socket) {
  const rows = counted();
  await t.table(rows, (value) => {
    const before = socket.bufferedAmount;
    socket.send(value);
    return socket.bufferedAmount - before;
  });
  return sum(rows);
}

export const bufferedAmount = [
  {
    id: '6.1',
    title: 'every kind of data counts its bytes of payload, at once',
    async run(t) {
      const { socket } = await t.opened('/echo');
      const total = await addUp(t, socket);
      t.equal(socket.bufferedAmount, total);
    },
  },
  {
    id: '6.2',
    also: ['12.9'],
    title: "a view counts its own bytes, not its buffer's",
    async run(t) {
      const { socket } = await t.opened('/echo');
      const memory = new ArrayBuffer(64);
      const views = [new Uint8Array(memory).subarray(2, 5), new DataView(memory, 1, 2), new Uint16Array(memory, 2, 2)];
      t.equal(
        views.map((view) => {
          const before = socket.bufferedAmount;
          socket.send(view);
          return socket.bufferedAmount - before;
        }),
        [3, 2, 4],
      );
    },
  },
  {
    id: '6.3',
    title: 'the value does not shrink within a task',
    async run(t) {
      const { socket, log } = await t.opened('/echo');
      socket.send('x'.repeat(1000));
      const seen = new Set();
      for (let count = 0; count < 1000; count += 1) {
        await null;
        seen.add(socket.bufferedAmount);
      }
      t.equal([...seen], [1000]);
      await log.until('message');
      t.equal(socket.bufferedAmount, 0);
    },
  },
  {
    id: '6.3',
    title: 'the value does not shrink while a synchronous request waits for the network',
    async run(t) {
      t.needs(globalThis.XMLHttpRequest, 'XMLHttpRequest');
      const { socket, log } = await t.opened('/echo');
      socket.send('x'.repeat(1000));
      const request = new XMLHttpRequest();
      request.open('GET', t.httpUrl(`/report?id=${t.id()}`), false);
      request.send();
      t.equal([request.status, socket.bufferedAmount], [200, 1000]);
      await log.until('message');
      t.equal(socket.bufferedAmount, 0);
    },
  },
  {
    id: '6.3',
    title: 'what has been transmitted does not count any more when its echo arrives',
    async run(t) {
      const { socket, log } = await t.opened('/echo');
      for (let count = 1; count <= 5; count += 1) {
        socket.send('hello');
        socket.send(new Blob(['abc']));
        t.equal(socket.bufferedAmount, 8);
        await log.until('message', 2 * count);
        t.equal(socket.bufferedAmount, 0);
      }
    },
  },
  {
    id: '6.4',
    also: ['12.13'],
    title: 'what is sent after close counts for ever, with its payload',
    async run(t) {
      const { socket, log } = await t.opened('/echo');
      socket.close();
      const inClosing = await addUp(t, socket);
      await log.until('close');
      t.equal(socket.bufferedAmount, inClosing);
      const inClosed = await addUp(t, socket);
      await t.task();
      t.equal(socket.bufferedAmount, inClosing + inClosed);
    },
  },
  {
    id: '6.4',
    also: ['12.13'],
    title: 'what is sent to a failed connection counts for ever',
    async run(t) {
      const { socket, log } = t.recorded('/refuse');
      await log.until('close');
      const total = await addUp(t, socket);
      await t.task();
      t.equal(socket.bufferedAmount, total);
    },
  },
  {
    id: '6.4',
    also: ['12.13'],
    title: 'what is sent after closing a connection that was not established counts for ever',
    async run(t) {
      const { socket, log } = t.recorded('/echo');
      socket.close();
      socket.send('four');
      socket.send(new Uint8Array(3));
      await log.until('close');
      socket.send(new Blob(['three']));
      t.equal(socket.bufferedAmount, 12);
    },
  },
  {
    id: '6.4',
    also: ['12.13'],
    title: 'what was transmitted before the Close frame leaves, what came after stays',
    async run(t) {
      const { socket, log } = await t.opened('/echo');
      socket.send('x'.repeat(1000));
      socket.close();
      t.equal(socket.bufferedAmount, 1000);
      socket.send('four');
      t.equal(socket.bufferedAmount, 1004);
      await log.until('close');
      t.equal(socket.bufferedAmount, 4);
    },
  },
  {
    id: '6.4',
    also: ['12.13'],
    title: 'what is sent in the close event of a dropped connection counts',
    async run(t) {
      const { socket, log } = t.recorded('/drop');
      socket.addEventListener('close', () => socket.send('four'));
      await log.until('close');
      await t.task();
      t.equal(socket.bufferedAmount, 4);
    },
  },
  {
    id: '6.5',
    title: 'a send that throws adds nothing',
    async run(t) {
      for (const readyState of t.states) {
        const socket = await t.inState(readyState);
        for (const args of [
          [],
          [Symbol()],
          [
            {
              toString() {
                throw new RangeError();
              },
            },
          ],
        ])
          t.outcome(() => socket.send(...args));
        if (readyState === 0) t.outcome(() => socket.send('text'));
        t.equal(socket.bufferedAmount, 0, `in ${readyState}`);
      }
    },
  },
];

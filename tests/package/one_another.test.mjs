// Sockets that have nothing to remember share a core. A change of one socket changes no other.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inEveryEngine } from './pages.mjs';

/** What is done to a socket, by name. */
const DEEDS = [
  'close()',
  'close() with a code',
  'messages after close()',
  'both binary types',
  'an inspector',
  'a wait for its buffer',
  'a high-water mark',
  'limits of time',
  'a signal that is aborted',
  'a signal that is aborted while it closes',
  'a subprotocol that is not acknowledged',
  'send() before it is open',
];

inEveryEngine('sockets', ({ visit, echoUrl }) => {
  for (const deed of DEEDS)
    test(`see nothing of another: ${deed}`, async () => {
      const { before, after, later, received, was } = await visit({ scripts: [defineDeeds] }, runDeed, echoUrl(), deed);
      assert.deepEqual(after, before);
      assert.deepEqual(later, { readyState: 0, binaryType: 'blob', bufferedAmount: 0, protocol: '', extensions: '' });
      assert.deepEqual(received, ['Blob', 'ArrayBuffer', 'still here', 'still here']);
      assert.notEqual(was, undefined, 'the deed has done something');
    });
});

function defineDeeds() {
  const opened = (socket) =>
    new Promise((resolve) => {
      socket.addEventListener('open', () => resolve(socket), { once: true });
    });
  const ended = (socket) =>
    new Promise((resolve) => {
      socket.addEventListener('close', ({ code }) => resolve(code), { once: true });
    });
  globalThis.opened = opened;

  /** Each resolves to something that shows that it has been done. */
  globalThis.deeds = ({ WebSocket, inspect, drained }, url) => ({
    'close()': async () => {
      const socket = await opened(new WebSocket(url));
      socket.close();
      return [socket.readyState, await ended(socket)];
    },
    'close() with a code': async () => {
      const socket = await opened(new WebSocket(url));
      socket.close(3000, 'bye');
      return ended(socket);
    },
    'messages after close()': async () => {
      const socket = await opened(new WebSocket(url));
      socket.close();
      socket.send('never sent');
      return socket.bufferedAmount || undefined;
    },
    'both binary types': async () => {
      const socket = await opened(new WebSocket(url));
      for (const type of ['arraybuffer', 'blob', 'arraybuffer', 'nothing of the kind']) socket.binaryType = type;
      return socket.binaryType === 'arraybuffer' ? socket.binaryType : undefined;
    },
    'an inspector': async () => {
      const inspector = inspect(await opened(new WebSocket(url)));
      return inspector.snapshot().readyState;
    },
    'a wait for its buffer': async () => {
      const socket = await opened(new WebSocket(url));
      socket.send('x'.repeat(100_000));
      await drained(socket);
      return socket.bufferedAmount;
    },
    'a high-water mark': async () => {
      const socket = await opened(new WebSocket(url, { highWaterMark: 1 }));
      for (let count = 0; count < 5; count += 1) socket.send('waits for room');
      socket.close();
      return ended(socket);
    },
    'limits of time': async () => {
      const socket = await opened(new WebSocket(url, { connectTimeout: 1e6, closeTimeout: 1e6 }));
      socket.close();
      return ended(socket);
    },
    'a signal that is aborted': async () => {
      const controller = new AbortController();
      const socket = await opened(new WebSocket(url, { signal: controller.signal }));
      controller.abort();
      return ended(socket);
    },
    'a signal that is aborted while it closes': async () => {
      const controller = new AbortController();
      const socket = await opened(new WebSocket(url, { signal: controller.signal }));
      socket.close();
      controller.abort();
      return [socket.readyState, await ended(socket)];
    },
    'a subprotocol that is not acknowledged': () => ended(new WebSocket(url.replace('/echo', '/protocol'), 'chat')),
    'send() before it is open': async () => {
      const socket = new WebSocket(url);
      try {
        socket.send('too early');
      } catch ({ name }) {
        await opened(socket);
        return name;
      }
    },
  });
}

async function runDeed(url, deed) {
  const exports = await import('/package/dist/index.js');
  const { WebSocket } = exports;
  const look = ({ readyState, binaryType, bufferedAmount, protocol, extensions }) => ({
    readyState,
    binaryType,
    bufferedAmount,
    protocol,
    extensions,
  });
  const blobs = await opened(new WebSocket(url));
  const buffers = await opened(new WebSocket(url));
  buffers.binaryType = 'arraybuffer';
  const both = [blobs, buffers];

  const before = both.map(look);
  const was = await deeds(exports, url)[deed]();
  const after = both.map(look);
  const unborn = new WebSocket(url);
  const later = look(unborn);
  unborn.close();

  const next = (socket) =>
    new Promise((resolve) => {
      socket.addEventListener('message', ({ data }) => resolve(data), { once: true });
    });
  const received = [];
  for (const message of [new Uint8Array(3), 'still here'])
    for (const socket of both) {
      socket.send(message);
      const data = await next(socket);
      received.push(typeof data === 'string' ? data : data.constructor.name);
    }
  for (const socket of both) socket.close();
  return { before, after, later, received, was };
}

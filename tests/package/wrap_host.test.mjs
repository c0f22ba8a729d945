// The class on hosts that no browser wrote: classes of other packages in this Node, and one that only records.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { inNode, RECORDING_HOST } from './node_programs.mjs';

const { resolve } = createRequire(import.meta.url);

inNode('wrapHost', (program) => {
  for (const name of ['ws', 'undici']) {
    const prelude = `
      import { wrapHost } from 'websocket-wasm/wrap-host';
      import { WebSocket as Theirs } from ${JSON.stringify(pathToFileURL(name === 'ws' ? resolve('ws').replace('index.js', 'wrapper.mjs') : resolve(name)).href)};
      const WebSocket = wrapHost(Theirs);
    `;

    test(`exchanges every kind of message through ${name}`, async () => {
      assert.deepEqual(
        await program(`${prelude}
        const socket = new WebSocket(url + '/echo', ['chat']);
        const log = record(socket);
        await next(socket, 'open');
        for (const data of ['hé', new Uint8Array([1, 2]), new Blob(['blob']), 'after the Blob']) socket.send(data);
        log.push(socket.bufferedAmount);
        await until(() => log.length === 6);
        socket.binaryType = 'arraybuffer';
        socket.send(new Uint16Array([0x0403]));
        await until(() => log.length === 7);
        socket.close(3000, 'done');
        log.push(socket.readyState);
        await next(socket, 'close');
        return log;
      `),
        [
          `open 1 chat`,
          23,
          'message hé',
          'message Blob 2',
          'message Blob 4',
          'message after the Blob',
          'message ArrayBuffer 2',
          2,
          'close 3 3000 done true',
        ],
      );
    });

    test(`tells every failed connection through ${name} in the same way`, async () => {
      const failed = ['error 3', 'microtask', 'close 3 1006  false'];
      assert.deepEqual(
        await program(`${prelude}
        const found = {};
        for (const target of ['/refuse', '/reset', '/protocol', '/protocol?answer=other']) {
          const socket = new WebSocket(url + target, ['chat']);
          const log = record(socket);
          socket.addEventListener('error', () => queueMicrotask(() => log.push('microtask')));
          await next(socket, 'close');
          found[target] = log;
        }
        return found;
      `),
        Object.fromEntries(
          ['/refuse', '/reset', '/protocol', '/protocol?answer=other'].map((target) => [target, failed]),
        ),
      );
    });

    test(`gives up connecting through ${name} when closed`, async () => {
      assert.deepEqual(
        await program(`${prelude}
        const socket = new WebSocket(url + '/echo');
        const log = record(socket);
        socket.close();
        log.push(socket.readyState);
        await next(socket, 'close');
        return log;
      `),
        [2, 'error 3', 'close 3 1006  false'],
      );
    });

    test(`lets an inspector count through ${name}`, async () => {
      assert.deepEqual(
        await program(`${prelude}
        import { inspect } from 'websocket-wasm';
        const socket = new WebSocket(url + '/echo');
        const inspector = inspect(socket);
        await next(socket, 'open');
        socket.send('hello');
        await next(socket, 'message');
        socket.close(1000);
        await next(socket, 'close');
        const { sent, received, close } = inspector.snapshot();
        return { sent, received, close };
      `),
        {
          sent: { messages: 1, bytes: 5 },
          received: { messages: 1, bytes: 5 },
          close: { code: 1000, reason: '', wasClean: true },
        },
      );
    });
  }

  test('makes ArrayBuffers of what a host gives as Blobs, and keeps the order', async () => {
    assert.deepEqual(
      await program(`${RECORDING_HOST}
      const { socket, host, log } = open();
      socket.binaryType = 'arraybuffer';
      host.onmessage({ data: new Blob(['four']) });
      host.onmessage({ data: 'text' });
      host.onmessage({ data: new Blob(['seventy']) });
      host.onclose({ code: 1000, reason: 'bye', wasClean: true });
      log.push('told');
      await next(socket, 'close');
      return log;
    `),
      ['open 1 ', 'told', 'message ArrayBuffer 4', 'message text', 'message ArrayBuffer 7', 'close 3 1000 bye true'],
    );
  });

  test('makes Blobs of what a host gives as ArrayBuffers or views, at once', async () => {
    assert.deepEqual(
      await program(`${RECORDING_HOST}
      const { socket, host, log } = open();
      host.onmessage({ data: new ArrayBuffer(4) });
      host.onmessage({ data: new Uint8Array(8).subarray(2, 5) });
      socket.binaryType = 'arraybuffer';
      host.onmessage({ data: new Uint8Array(8).subarray(2, 5) });
      return log;
    `),
      ['open 1 ', 'message Blob 4', 'message Blob 3', 'message ArrayBuffer 3'],
    );
  });

  test('reads Blobs for a host that takes none, and keeps the order', async () => {
    assert.deepEqual(
      await program(`${RECORDING_HOST}
      const { socket, host } = open();
      const bytes = new Uint8Array([1, 2]);
      for (const data of [new Blob(['four']), 'text', new Blob(['sev', 'enty']), bytes]) socket.send(data);
      bytes.fill(9);
      const amount = socket.bufferedAmount;
      socket.close(1000);
      await host.closed;
      return { amount, sent: host.sent };
    `),
      { amount: 17, sent: ['ArrayBuffer 4', 'text', 'ArrayBuffer 7', 'ArrayBuffer 2', 'close 1000'] },
    );
  });

  test('tells no message after close(), also while a Blob is being read', async () => {
    assert.deepEqual(
      await program(`${RECORDING_HOST}
      const logs = [];
      for (const binaryType of ['blob', 'arraybuffer']) {
        const { socket, host, log } = open();
        socket.binaryType = binaryType;
        socket.onmessage = () => log.push('handler');
        host.onmessage({ data: 'in time' });
        host.onmessage({ data: new Blob(['not read before close()']) });
        socket.send(new Blob(['waits']));
        socket.close(1000);
        for (const data of ['text', new ArrayBuffer(2), new Blob(['late'])]) host.onmessage({ data });
        await host.closed;
        host.onmessage({ data: 'after the Close frame' });
        const closed = next(socket, 'close');
        host.onclose({ code: 1000, reason: '', wasClean: true });
        await closed;
        logs.push([log, host.sent]);
      }
      return logs;
    `),
      [
        [
          ['open 1 ', 'message in time', 'handler', 'message Blob 23', 'handler', 'close 3 1000  true'],
          ['ArrayBuffer 5', 'close 1000'],
        ],
        [
          ['open 1 ', 'message in time', 'handler', 'close 3 1000  true'],
          ['ArrayBuffer 5', 'close 1000'],
        ],
      ],
    );
  });

  test('hands on what bytes are at the call, in memory of their own', async () => {
    assert.deepEqual(
      await program(`${RECORDING_HOST}
      const { socket, host } = open();
      const bytes = new Uint8Array([1, 2, 3, 4]);
      socket.send(bytes.subarray(1, 3));
      bytes.fill(9);
      return [...new Uint8Array(host.messages[0])];
    `),
      [2, 3],
    );
  });

  test('has counted an event when the first listener hears of it, whenever the inspector was attached', async () => {
    const events = { open: [[0, 0], true, null], message: [[1, 5], true, null], close: [[1, 5], true, 1000] };
    const expected = Object.fromEntries(Object.entries(events).map(([type, seen]) => [type, [seen, seen]]));
    assert.deepEqual(
      await program(`${RECORDING_HOST}
      import { inspect } from 'websocket-wasm';
      import ReconnectingWebSocket from 'websocket-wasm/reconnecting';
      const found = [];
      for (const make of [() => new WebSocket('ws://plain.test/'), () => new ReconnectingWebSocket('ws://reconnecting.test/')]) {
        const socket = make();
        const log = {};
        let inspector;
        for (const type of ['open', 'message', 'close']) {
          socket.addEventListener(type, () => {
            const look = () => {
              const { received: { messages, bytes }, openSince, close } = inspector.snapshot();
              (log[type] ??= []).push([[messages, bytes], openSince !== null, close && close.code]);
            };
            look();
            queueMicrotask(look);
          });
        }
        inspector = inspect(socket);
        const host = latest;
        const closed = next(socket, 'close');
        host.readyState = 1;
        host.onopen();
        await null;
        host.onmessage({ data: 'hello' });
        await null;
        socket.close(1000);
        host.onclose({ code: 1000, reason: '', wasClean: true });
        await closed;
        found.push(log);
      }
      return found;
    `),
      [expected, expected],
    );
  });

  test('freezes bufferedAmount until the task ends, whatever the host says', async () => {
    assert.deepEqual(
      await program(`${RECORDING_HOST}
      const { socket } = open();
      socket.send('123');
      const inTask = socket.bufferedAmount;
      await null;
      socket.send('é');
      const inMicrotask = socket.bufferedAmount;
      await new Promise((resolve) => setTimeout(resolve));
      return [inTask, inMicrotask, socket.bufferedAmount];
    `),
      [3, 5, 0],
    );
  });

  test('refuses what is no class, and names it', async () => {
    assert.deepEqual(
      await program(`
      import { wrapHost } from 'websocket-wasm/wrap-host';
      try {
        wrapHost('ws');
      } catch ({ name, message }) {
        return [name, message];
      }
    `),
      ['TypeError', 'wrapHost() needs a class to connect with: ws is not one.'],
    );
  });
});

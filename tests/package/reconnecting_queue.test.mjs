// ReconnectingWebSocket in a page: what waits to be sent, what is lost, and the heartbeat that finds out.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inEveryEngine } from './pages.mjs';
import { HELPERS } from './reconnecting_page.mjs';

inEveryEngine('ReconnectingWebSocket', ({ engine, visit, echoUrl }) => {
  const inPage = (program, ...args) => visit({ scripts: HELPERS }, program, echoUrl(), ...args);

  test('sends what waited before what open listeners send, and nothing twice', async () => {
    const log = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      const socket = new ReconnectingWebSocket(url);
      const log = record(socket);
      socket.onopen = () => socket.send('from open');
      socket.send('first');
      socket.send('second');
      const waiting = socket.bufferedAmount;
      while (log.length < 4) await next(socket, 'message');
      return [waiting, ...log, socket.bufferedAmount];
    });
    assert.deepEqual(log, [11, 'open 1', 'message first 1', 'message second 1', 'message from open 1', 0]);
  });

  test('keeps the queue within its limits, and tells what had no room', async () => {
    const found = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      const found = {};
      for (const overflow of ['error', 'drop-oldest', 'drop-newest']) {
        const socket = new ReconnectingWebSocket(url, {
          startClosed: true,
          maxQueuedBytes: 10,
          maxQueuedMessages: 3,
          overflow,
        });
        const log = record(socket);
        for (const text of ['aaaa', 'bbbb', 'cccc', 'd']) {
          try {
            socket.send(text);
          } catch ({ name }) {
            log.push(`${name} ${socket.bufferedAmount}`);
          }
        }
        await next(socket, 'overflow');
        socket.reconnect();
        while (!log.some((line) => line === 'message d 1')) await next(socket, 'message');
        found[overflow] = [...log];
        socket.close();
      }
      return found;
    });
    assert.deepEqual(found, {
      error: [
        'QuotaExceededError 8',
        'overflow 1 4 error 3',
        'open 1',
        'message aaaa 1',
        'message bbbb 1',
        'message d 1',
      ],
      'drop-oldest': ['overflow 1 4 drop-oldest 3', 'open 1', 'message bbbb 1', 'message cccc 1', 'message d 1'],
      'drop-newest': ['overflow 1 4 drop-newest 3', 'open 1', 'message aaaa 1', 'message bbbb 1', 'message d 1'],
    });
  });

  test('reports what waits when it is closed, and drops what is sent then', async () => {
    const found = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      const socket = new ReconnectingWebSocket(url.replace('echo', 'refuse'), { firstDelay: 1e6, jitter: 0 });
      const log = record(socket);
      await next(socket, 'reconnecting');
      socket.send('one');
      socket.send(new Uint8Array(7));
      socket.close();
      socket.send('late');
      await next(socket, 'undelivered');
      return [...log.slice(3), socket.undelivered, socket.bufferedAmount];
    });
    assert.deepEqual(found, [
      'error 3',
      'close 1006 "" unclean 3',
      'undelivered 2 10 [one,7] 3',
      { messages: 2, bytes: 10 },
      14,
    ]);
  });

  test('finds a server that is gone by its heartbeat', async () => {
    const log = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      const heartbeat = { interval: 60, timeout: 60, payload: () => 'ping', isAnswer: ({ data }) => data === 'ping' };
      let path = 'slow';
      const socket = new ReconnectingWebSocket(() => url.replace('echo', path), { firstDelay: 1, heartbeat });
      const log = record(socket);
      await next(socket, 'open');
      path = 'echo';
      await next(socket, 'open');
      // Longer than a server is given that does not answer.
      await new Promise((resolve) => setTimeout(resolve, 200));
      return [...log];
    });
    assert.deepEqual(log, ['open 1', 'error 3', 'close 1006 "" unclean 3', 'reconnecting 1 heartbeat 0', 'open 1']);
  });

  // WebKit's bufferedAmount is always 0.
  test('reports what a connection has not transmitted in the order of the calls', {
    skip: engine === 'webkit',
  }, async () => {
    const found = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      const heartbeat = { interval: 60, timeout: 60, payload: () => 'ping' };
      const socket = new ReconnectingWebSocket(url.replace('echo', 'slow'), { maxAttempts: 0, heartbeat });
      const log = record(socket);
      await next(socket, 'open');
      const size = 2 ** 20;
      const sent = Array.from({ length: 24 }, (_, index) => new Uint8Array(size).fill(index));
      for (const bytes of sent) socket.send(bytes);
      const { data, messages, bytes } = await next(socket, 'undelivered');
      return {
        isEnd: data.every((buffer, index) => new Uint8Array(buffer)[0] === sent.length - data.length + index),
        isCounted: messages === data.length && bytes === messages * size,
        isNone: messages === 0,
        types: log.map((line) => line.split(' ')[0]),
      };
    });
    assert.deepEqual(found, {
      isEnd: true,
      isCounted: true,
      isNone: false,
      types: ['open', 'error', 'close', 'undelivered', 'giveup'],
    });
  });
});

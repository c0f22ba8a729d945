// What the constructor's options do while a connection is closed, also while messages wait.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runner } from './options_page.mjs';
import { inEveryEngine } from './pages.mjs';

/** A socket that closes while messages wait. */
const waiting = async ({ WebSocket }, url, options) => {
  const socket = new WebSocket(url, { highWaterMark: 2 ** 20, ...options });
  await next(socket, 'open');
  for (let index = 0; index < 24; index += 1) socket.send(new Uint8Array(2 ** 20));
  socket.close(1000);
  return socket;
};

inEveryEngine("the constructor's options, when it is closed", (tools) => {
  /** WebKit's `bufferedAmount` is 0 as soon as a message is sent, so that nobody knows what it has transmitted. */
  const knowsItsBuffer = tools.engine !== 'webkit';
  const run = runner(tools, { '/waiting.js': `export default ${waiting};` });

  test('closeTimeout: the connection fails if the server does not answer, and what the host fires later reaches nobody', async () => {
    const found = await run('/no-close-answer', async (url) => {
      const { WebSocket } = await import('/counted.js');
      const socket = new WebSocket(url, { closeTimeout: 50 });
      await next(socket, 'open');
      socket.send('back');
      await next(socket, 'message');
      socket.close(1000);
      const life = await lifeOf(socket);
      const { protocol, extensions } = socket;
      return { life, protocol, extensions, timers };
    });
    assert.deepEqual(found, {
      life: [
        ['error', 3, false],
        ['close', 3, false, 1006, false],
      ],
      protocol: '',
      extensions: '',
      timers: 0,
    });
  });

  test('closeTimeout: what the host fires when the server is gone at last reaches nobody, with a subprotocol, too', async () => {
    const found = await run('/no-close-answer?for=100', async (url) => {
      const { opened } = await import('/counted.js');
      const lives = [];
      for (const protocols of [[], ['chat']]) {
        const socket = await opened(url, { protocols, closeTimeout: 20 });
        const life = [];
        const note = ({ type, isTrusted }) => life.push([type, isTrusted]);
        for (const type of ['error', 'close', 'message'])
          for (const capture of [true, false]) socket.addEventListener(type, note, capture);
        const ended = next(socket, 'close');
        socket.close();
        await ended;
        while (readyStateOfHost(socket) !== 3) await new Promise((resolve) => setTimeout(resolve));
        await new Promise((resolve) => setTimeout(resolve));
        lives.push(life);
      }
      return lives;
    });
    const life = ['error', 'error', 'close', 'close'].map((type) => [type, false]);
    assert.deepEqual(found, [life, life]);
  });

  test('closeTimeout: nothing of it is left once the server has answered', async () => {
    const found = await run('/echo', async (url) => {
      const { WebSocket } = await import('/counted.js');
      const socket = new WebSocket(url, { closeTimeout: 60_000 });
      await next(socket, 'open');
      const open = timers;
      socket.close(1000);
      const closing = timers;
      socket.dispatchEvent(new CloseEvent('close'));
      const afterFake = timers;
      return { open, closing, afterFake, life: await lifeOf(socket), closed: timers };
    });
    assert.deepEqual(found, { open: 0, closing: 1, afterFake: 1, life: [['close', 3, true, 1000, true]], closed: 0 });
  });

  test('close() while messages wait for room: no message reaches the page from then on, whoever listens', async () => {
    const found = await run(flood(), async (url) => {
      const { WebSocket, inspect } = await import('/counted.js');
      const socket = new WebSocket(url, { highWaterMark: 1000 });
      const inspector = inspect(socket);
      let received = 0;
      let isClosing = false;
      const early = [];
      socket.addEventListener(
        'message',
        () => {
          received += 1;
          if (isClosing) early.push('capture');
        },
        true,
      );
      socket.onmessage = () => {
        if (isClosing) early.push('handler');
      };
      await next(socket, 'message');
      for (let index = 0; index < 64; index += 1) socket.send(new Uint8Array(2 ** 16));
      const { queued } = inspector.snapshot();
      socket.close(3000, 'all of it');
      isClosing = true;
      const own = [];
      socket.addEventListener('message', ({ data }) => own.push(data), { once: true });
      socket.dispatchEvent(new MessageEvent('message', { data: 'of the page' }));
      early.length = 0;
      const { code, reason, wasClean } = await next(socket, 'close');
      const { received: counted, sent } = inspector.snapshot();
      return {
        waited: queued.messages > 0,
        early,
        own,
        account: received - 1 === counted.messages,
        code,
        reason,
        wasClean,
        sent: sent.messages,
        left: socket.bufferedAmount,
      };
    });
    assert.deepEqual(found, {
      waited: true,
      early: [],
      own: ['of the page'],
      account: true,
      code: 3000,
      reason: 'all of it',
      wasClean: true,
      sent: 64,
      left: 0,
    });
  });

  test('closeTimeout: counts from close(), also while messages wait that the network does not take', async () => {
    const found = await run('/slow', async (url) => {
      const { default: waiting } = await import('/waiting.js');
      const socket = await waiting(await import('/counted.js'), url, { closeTimeout: 100 });
      const { readyState } = socket;
      const life = await lifeOf(socket);
      return { readyState, life, left: socket.bufferedAmount, timers };
    });
    const { left, ...others } = found;
    assert.deepEqual(others, {
      readyState: 2,
      life: [
        ['error', 3, false],
        ['close', 3, false, 1006, false],
      ],
      timers: 0,
    });
    if (knowsItsBuffer) assert.ok(left > 0);
  });

  test('closeTimeout: starts again whenever bytes leave, so a slow network is no dead one', {
    skip: !knowsItsBuffer,
  }, async () => {
    const found = await run('/upload?rate=8388608', async (url) => {
      const { default: waiting } = await import('/waiting.js');
      const socket = await waiting(await import('/counted.js'), url, { closeTimeout: 1500 });
      const started = performance.now();
      const { code, wasClean } = await next(socket, 'close');
      return { code, wasClean, left: socket.bufferedAmount, isLonger: performance.now() - started > 1500 };
    });
    assert.deepEqual(found, { code: 1000, wasClean: true, left: 0, isLonger: true });
  });

  test('signal: ends at once what closes already', async () => {
    const found = await run('/slow', async (url) => {
      const { default: waiting } = await import('/waiting.js');
      const controller = new AbortController();
      const socket = await waiting(await import('/counted.js'), url, { signal: controller.signal });
      const life = lifeOf(socket);
      controller.abort();
      const { readyState } = socket;
      return { readyState, life: await life, timers, left: listenersOf(controller.signal) };
    });
    assert.deepEqual(found, {
      readyState: 3,
      life: [
        ['error', 3, false],
        ['close', 3, false, 1006, false],
      ],
      timers: 0,
      left: 0,
    });
  });
});

/** A server that sends without end, and reads all. */
const flood = () =>
  `/play?script=${encodeURIComponent(JSON.stringify([{ after: 0, act: 'send', size: 10, count: 2000 }]))}`;

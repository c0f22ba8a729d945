// The constructor's options beside `protocols`: how they are converted, and what each does until the connection is closed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runner } from './options_page.mjs';
import { inEveryEngine } from './pages.mjs';

inEveryEngine("the constructor's options", (tools) => {
  const run = runner(tools);

  test('are converted in the order of WebIDL, and all of them before the URL is looked at', async () => {
    const logs = await run('/echo', async () => {
      const { WebSocket } = await import('/counted.js');
      const converted = (valuesOf) => {
        const log = [];
        const asked = (how, type, value) => ({
          [how]() {
            log.push(type);
            return value;
          },
        });
        const get = (target, key) => {
          log.push(String(key));
          return Reflect.get(target, key);
        };
        try {
          new WebSocket('no: such URL', new Proxy(valuesOf(asked), { get }));
        } catch ({ name, message }) {
          log.push(name, message);
        }
        return log;
      };
      return [
        converted((asked) => ({
          closeTimeout: asked('valueOf', 'closeTimeout as a number', 1),
          connectTimeout: asked('valueOf', 'connectTimeout as a number', 1),
          highWaterMark: asked('valueOf', 'highWaterMark as a number', 1),
          signal: {},
        })),
        converted((asked) => ({ targetAddressSpace: asked('toString', 'targetAddressSpace as a string', 'private') })),
      ];
    });
    assert.deepEqual(logs, [
      [
        'Symbol(Symbol.iterator)',
        'closeTimeout',
        'closeTimeout as a number',
        'connectTimeout',
        'connectTimeout as a number',
        'highWaterMark',
        'highWaterMark as a number',
        'protocols',
        'signal',
        'TypeError',
        'signal must be an AbortSignal: [object Object] is not one.',
      ],
      [
        'Symbol(Symbol.iterator)',
        'closeTimeout',
        'connectTimeout',
        'highWaterMark',
        'protocols',
        'signal',
        'targetAddressSpace',
        'targetAddressSpace as a string',
        'TypeError',
        'targetAddressSpace must not be private.',
      ],
    ]);
  });

  test('are refused with the value and the rule if they are no numbers from 0 on', async () => {
    const messages = await run('/echo', async (url) => {
      const { WebSocket } = await import('/counted.js');
      const refusal = (options) => {
        try {
          new WebSocket(url, options).close();
          return undefined;
        } catch ({ name, message }) {
          return `${name}: ${message}`;
        }
      };
      const names = ['closeTimeout', 'connectTimeout', 'highWaterMark'];
      const allowed = [0, 0.5, Infinity, 2 ** 40, undefined, null, '16'].flatMap((value) =>
        names.map((name) => refusal({ [name]: value })),
      );
      return {
        allowed: allowed.filter(Boolean),
        refused: names.map((name, index) => refusal({ [name]: [-1, NaN, 'soon'][index] })),
      };
    });
    assert.deepEqual(messages, {
      allowed: [],
      refused: [
        'TypeError: closeTimeout must not be negative or NaN: -1 is.',
        'TypeError: connectTimeout must not be negative or NaN: NaN is.',
        'TypeError: highWaterMark must not be negative or NaN: NaN is.',
      ],
    });
  });

  test('highWaterMark: the host never holds a message more than that, all of it arrives in order, and then the Close frame', async () => {
    const found = await run('/slow?for=200', async (url) => {
      const { WebSocket, drained, inspect } = await import('/counted.js');
      const mark = 2 ** 20;
      const socket = new WebSocket(url, { highWaterMark: mark });
      socket.binaryType = 'arraybuffer';
      const hostAmount = (receiver) => Reflect.apply(bufferedAmountOfHost, receiver, []);
      await next(socket, 'open');
      const inspector = inspect(socket);
      const received = [];
      let most = 0;
      socket.addEventListener('message', ({ data }) => {
        received.push(new Uint8Array(data)[0]);
        most = Math.max(most, hostAmount(socket));
      });
      const messages = Array.from({ length: 24 }, (_, index) => new Uint8Array(mark / 2).fill(index));
      for (const message of messages) socket.send(index(message) % 5 ? message : new Blob([message]));
      most = hostAmount(socket);
      const { queued, bufferedAmount } = inspector.snapshot();
      const account = bufferedAmount === queued.bytes + hostAmount(socket) && bufferedAmount === (24 * mark) / 2;
      await drained(socket);
      const after = inspector.snapshot();
      while (received.length < messages.length) await next(socket, 'message');
      socket.send('last');
      socket.close(1000, 'done');
      const { code, reason } = await next(socket, 'close');
      return {
        waited: queued.messages > 0,
        account,
        isWithin: most < mark * 1.6,
        received,
        after: [after.queued, after.sent.messages],
        code,
        reason,
      };

      function index(message) {
        return message[0];
      }
    });
    const received = Array.from({ length: 24 }, (_, index) => index);
    assert.deepEqual(found, {
      waited: true,
      account: true,
      isWithin: true,
      received,
      after: [{ messages: 0, bytes: 0 }, 24],
      code: 1000,
      reason: 'done',
    });
  });

  test('highWaterMark: close() sends everything first', async () => {
    const found = await run('/slow?for=100', async (url) => {
      const { WebSocket } = await import('/counted.js');
      const socket = new WebSocket(url, { highWaterMark: 1000 });
      await next(socket, 'open');
      const bytes = 2 ** 20;
      for (let index = 0; index < 8; index += 1) socket.send(new Uint8Array(bytes));
      const before = socket.bufferedAmount;
      socket.close(3000, 'all of it');
      const { code, reason, wasClean } = await next(socket, 'close');
      return { before: before / bytes, code, reason, wasClean, after: socket.bufferedAmount };
    });
    assert.deepEqual(found, { before: 8, code: 3000, reason: 'all of it', wasClean: true, after: 0 });
  });

  test('connectTimeout: a server that does not answer is given up, by the host itself', async () => {
    const found = await run('/stall', async (url) => {
      const { WebSocket } = await import('/counted.js');
      return lifeOf(new WebSocket(url, { connectTimeout: 50 }));
    });
    assert.deepEqual(found, [
      ['error', 3, true],
      ['close', 3, true, 1006, false],
    ]);
  });

  test('connectTimeout: nothing of it is left once the connection is open, or has failed', async () => {
    const found = await run('/echo', async (url) => {
      const { WebSocket } = await import('/counted.js');
      const socket = new WebSocket(url, { connectTimeout: 60_000 });
      const refused = new WebSocket(url.replace('/echo', '/refuse'), { connectTimeout: 60_000 });
      const before = timers;
      socket.dispatchEvent(new Event('open'));
      const afterFake = timers;
      await Promise.all([next(socket, 'open'), next(refused, 'close')]);
      return [before, afterFake, timers];
    });
    assert.deepEqual(found, [2, 2, 0]);
  });

  test('connectTimeout: begins when a prerendered page is activated, and leaves nothing of a socket that was closed before', async () => {
    const found = await run('/stall', async (url) => {
      const { WebSocket } = await import('/counted.js');
      const seen = new WebSocket(url, { connectTimeout: 50 });
      Object.defineProperty(document, 'prerendering', { value: true, configurable: true });
      const socket = new WebSocket(url, { connectTimeout: 50 });
      const closed = new WebSocket(url, { connectTimeout: 60_000 });
      closed.close();
      await Promise.all([next(seen, 'close'), next(closed, 'close')]);
      // As long again as the other one has waited.
      await next(new WebSocket(url, { signal: AbortSignal.timeout(100) }), 'close');
      const before = [socket.readyState, timers];
      delete document.prerendering;
      document.dispatchEvent(new Event('prerenderingchange'));
      return { before, life: await lifeOf(socket), timers };
    });
    assert.deepEqual(found, {
      before: [0, 0],
      life: [
        ['error', 3, true],
        ['close', 3, true, 1006, false],
      ],
      timers: 0,
    });
  });

  test('signal: nothing of it is left once the connection has ended', async () => {
    const found = await run('/echo', async (url) => {
      const { WebSocket, opened } = await import('/counted.js');
      const { signal } = new AbortController();
      const count = () => listenersOf(signal);
      const socket = await opened(url, { signal });
      const refused = new WebSocket(url.replace('/echo', '/refuse'), { signal });
      const before = count();
      await next(refused, 'close');
      const between = count();
      socket.close();
      await next(socket, 'close');
      return [before, between, count(), listeners];
    });
    assert.deepEqual(found, [2, 1, 0, 0]);
  });

  test('signal: one that is aborted already, or while connecting, fails the connection', async () => {
    const found = await run('/stall', async (url) => {
      const { WebSocket } = await import('/counted.js');
      const aborted = new WebSocket(url, { signal: AbortSignal.abort() });
      const controller = new AbortController();
      const abortedLater = new WebSocket(url, { signal: controller.signal });
      const states = [aborted.readyState, abortedLater.readyState];
      controller.signal.dispatchEvent(new Event('abort'));
      states.push(abortedLater.readyState);
      controller.abort();
      states.push(abortedLater.readyState);
      return { states, lives: await Promise.all([lifeOf(aborted), lifeOf(abortedLater)]) };
    });
    const life = [
      ['error', 3, true],
      ['close', 3, true, 1006, false],
    ];
    assert.deepEqual(found, { states: [2, 0, 0, 2], lives: [life, life] });
  });

  test('signal: one that is aborted later closes the connection after all that was sent', async () => {
    const found = await run('/echo', async (url) => {
      const { WebSocket } = await import('/counted.js');
      const controller = new AbortController();
      const socket = new WebSocket(url, { signal: controller.signal, protocols: [] });
      await next(socket, 'open');
      socket.send('before');
      controller.abort();
      const { readyState } = socket;
      return { readyState, life: await lifeOf(socket), left: socket.bufferedAmount };
    });
    assert.deepEqual(found, { readyState: 2, life: [['close', 3, true, 1005, true]], left: 0 });
  });
});

// `drained()`: when it resolves, what it is rejected with, and that nothing is left behind.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { counted } from './counted.mjs';
import { inEveryEngine } from './pages.mjs';

inEveryEngine('drained()', ({ visit, echoUrl }) => {
  const urlOf = (path) => echoUrl().replace('/echo', path);
  const run = (program, path = '/echo') => visit(counted, program, urlOf(path));

  test('resolves before any task if no more is buffered', async () => {
    const log = await run(async (url) => {
      const { drained, opened } = await import('/counted.js');
      const log = [];
      const socket = await opened(url);
      socket.send('four');
      drained(socket, { below: 4 }).then((value) => log.push(value));
      await Promise.resolve();
      log.push('a microtask later', timers, listeners);
      return log;
    });
    assert.deepEqual(log, [null, 'a microtask later', 0, 0]);
  });

  test('resolves when a server that was slow has read it all, and leaves neither timer nor listener', async () => {
    const found = await run(async (url) => {
      const { drained, opened } = await import('/counted.js');
      const socket = await opened(url);
      const bytes = 2 ** 24;
      socket.send(new Uint8Array(bytes));
      const half = bytes / 2;
      const log = [];
      const waits = [0, half, half, 0].map((below) =>
        drained(socket, { below }).then(() => log.push(socket.bufferedAmount <= below)),
      );
      const during = [timers, listeners];
      await Promise.all(waits);
      return { log, during, after: [timers, listeners] };
    }, '/slow?for=300');
    assert.deepEqual(found, { log: [true, true, true, true], during: [1, 1], after: [0, 0] });
  });

  test('is rejected with how the connection ended if that comes first', async () => {
    const found = await run(async (url) => {
      const { drained, opened } = await import('/counted.js');
      const socket = await opened(url);
      socket.send('x');
      socket.close(3000, 'bye');
      socket.send('never transmitted');
      const errors = await Promise.all([0, 5].map((below) => drained(socket, { below }).catch((error) => error)));
      return {
        tells: errors.map(({ name, message, code, reason, wasClean }) => ({ name, message, code, reason, wasClean })),
        after: [timers, listeners],
      };
    });
    const tells = {
      name: 'Error',
      message: "The connection ended with code 3000 and reason 'bye': 17 bytes were not transmitted.",
      code: 3000,
      reason: 'bye',
      wasClean: true,
    };
    assert.deepEqual(found, { tells: [tells, tells], after: [0, 0] });
  });

  test('looks at its arguments first, and at what is buffered when they are converted', async () => {
    const log = await run(async (url) => {
      const { drained, opened } = await import('/counted.js');
      const socket = await opened(url);
      const outcome = await drained(socket, {
        get below() {
          socket.send(new Uint8Array(2 ** 20));
          return { valueOf: () => 10 };
        },
      }).then(() => socket.bufferedAmount <= 10);
      const order = [];
      const members = {
        get below() {
          order.push('below');
          return undefined;
        },
        get signal() {
          order.push('signal');
          return {};
        },
      };
      await drained({}, members).catch(({ name }) => order.push(name));
      await drained(socket, members).catch(({ name }) => order.push(name));
      return [outcome, ...order];
    });
    assert.deepEqual(log, [true, 'TypeError', 'below', 'signal', 'TypeError']);
  });

  test('is rejected with an InvalidStateError, whatever is below, if the connection has ended and bytes were lost', async () => {
    const error = await run(async (url) => {
      const { drained, opened } = await import('/counted.js');
      const socket = await opened(url);
      socket.close();
      await next(socket, 'close');
      await drained(socket);
      socket.send('late');
      return Promise.all(
        [0, 4, 2 ** 20].map((below) => drained(socket, { below }).catch(({ name, message }) => ({ name, message }))),
      );
    });
    assert.deepEqual(
      error,
      Array(3).fill({
        name: 'InvalidStateError',
        message: 'The connection has ended: 4 bytes were not transmitted.',
      }),
    );
  });

  test('is rejected with the reason of a signal, and others go on waiting', async () => {
    const found = await run(async (url) => {
      const { drained, opened } = await import('/counted.js');
      const socket = await opened(url);
      socket.send(new Uint8Array(2 ** 24));
      const [first, second] = [new AbortController(), new AbortController()];
      const outcomes = [];
      const waits = [first, second].map(({ signal }) =>
        drained(socket, { signal }).catch((reason) => outcomes.push(reason)),
      );
      first.abort('enough');
      await waits[0];
      const between = [timers, listeners];
      second.signal.dispatchEvent(new Event('abort'));
      second.abort('all');
      await waits[1];
      await drained(socket, { signal: AbortSignal.abort('before') }).catch((reason) => outcomes.push(reason));
      return { outcomes, between, after: [timers, listeners] };
    }, '/slow');
    assert.deepEqual(found, { outcomes: ['enough', 'all', 'before'], between: [1, 1], after: [0, 0] });
  });

  test('is rejected with a TypeError that gives the value for what it does not take', async () => {
    const messages = await run(async (url) => {
      const { WebSocket, drained } = await import('/counted.js');
      const socket = new WebSocket(url);
      const wrong = [
        { below: -1 },
        { below: NaN },
        { below: 'much' },
        { below: Symbol('much') },
        { signal: null },
        { signal: {} },
      ];
      const waits = [
        ...wrong.map((options) => drained(socket, options)),
        drained({}),
        drained(new native(url)),
        drained(),
      ];
      return Promise.all(waits.map((wait) => wait.catch(({ name, message }) => [name, message])));
    });
    assert.deepEqual(
      messages.map(([name]) => name),
      Array(9).fill('TypeError'),
    );
    assert.deepEqual(
      [0, 1, 4].map((index) => messages[index][1]),
      [
        'below must not be negative or NaN: -1 is.',
        'below must not be negative or NaN: NaN is.',
        'signal must be an AbortSignal: null is not one.',
      ],
    );
  });
});

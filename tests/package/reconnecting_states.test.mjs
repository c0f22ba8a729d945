// ReconnectingWebSocket in a page: how it comes back, gives up and is closed, in every state.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inEveryEngine } from './pages.mjs';
import { HELPERS } from './reconnecting_page.mjs';

inEveryEngine('ReconnectingWebSocket', ({ visit, echoUrl }) => {
  const inPage = (program, ...args) => visit({ scripts: HELPERS }, program, echoUrl(), ...args);

  test('closes for good in every state, and leaves no timer and no listener', async () => {
    const found = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      const stall = url.replace('echo', 'stall');
      const refuse = url.replace('echo', 'refuse');
      const makers = {
        async 'asking a provider'() {
          return new ReconnectingWebSocket(() => new Promise(() => {}));
        },
        async connecting() {
          return new ReconnectingWebSocket(stall);
        },
        async open() {
          const socket = new ReconnectingWebSocket(url, { heartbeat: {} });
          await next(socket, 'open');
          return socket;
        },
        async waiting() {
          const socket = new ReconnectingWebSocket(refuse, { firstDelay: 1e6, jitter: 0 });
          await next(socket, 'reconnecting');
          return socket;
        },
      };
      const found = {};
      for (const [state, make] of Object.entries(makers)) {
        const socket = await make();
        const log = record(socket);
        socket.close(1000, 'done');
        socket.close();
        const during = socket.readyState;
        await next(socket, 'close');
        await afterTasks();
        found[state] = [during, ...log, JSON.stringify(leftOver())];
      }
      return found;
    });
    const failed = ['error 3', 'close 1006 "" unclean 3'];
    const nothing = '{"timers":0,"listeners":[]}';
    assert.deepEqual(found, {
      'asking a provider': [2, ...failed, nothing],
      connecting: [2, ...failed, nothing],
      open: [2, 'close 1000 "done" clean 3', nothing],
      waiting: [2, ...failed, nothing],
    });
  });

  test('checks what close() and reconnect() are given in every state, and changes nothing if it is refused', async () => {
    const found = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      const closed = new ReconnectingWebSocket(url, { startClosed: true });
      const open = new ReconnectingWebSocket(url);
      const attempts = (socket) =>
        [[1001], [1000, 'x'.repeat(124)]].flatMap((args) =>
          ['close', 'reconnect'].map((member) => {
            try {
              return socket[member](...args);
            } catch ({ name }) {
              return `${name} ${socket.readyState}`;
            }
          }),
        );
      const found = [attempts(closed), attempts(open)];
      await next(open, 'open');
      return [...found, attempts(open)];
    });
    const names = ['InvalidAccessError', 'InvalidAccessError', 'SyntaxError', 'SyntaxError'];
    assert.deepEqual(
      found,
      [3, 0, 1].map((state) => names.map((name) => `${name} ${state}`)),
    );
  });

  test('gives up after the last attempt, and reconnect() begins anew', async () => {
    const log = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      let path = 'refuse';
      const socket = new ReconnectingWebSocket(() => url.replace('echo', path), { firstDelay: 1, maxAttempts: 1 });
      const log = record(socket);
      socket.send('kept');
      await next(socket, 'giveup');
      await afterTasks();
      log.push(JSON.stringify(leftOver()), socket.attempts);
      path = 'echo';
      socket.reconnect();
      log.push(socket.readyState, socket.attempts);
      await next(socket, 'message');
      return log;
    });
    const failed = ['error 3', 'close 1006 "" unclean 3'];
    const expected = [
      ...failed,
      'reconnecting 1 failed 0',
      ...failed,
      'giveup 1 failed 3',
      '{"timers":0,"listeners":[]}',
      1,
      0,
      0,
      'open 1',
      'message kept 1',
    ];
    assert.deepEqual(log, expected);
  });

  test('ends an open connection for reconnect(), and makes the next without a delay', async () => {
    const log = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      const socket = new ReconnectingWebSocket(url);
      const log = record(socket);
      await next(socket, 'open');
      socket.reconnect(3001, 'move');
      log.push(socket.readyState);
      socket.send('for the next');
      await next(socket, 'message');
      return log;
    });
    assert.deepEqual(log, ['open 1', 2, 'close 3001 "move" clean 3', 'open 1', 'message for the next 1']);
  });

  test('asks shouldReconnect with the close event, and reports what it throws', async () => {
    const found = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      const found = [];
      addEventListener('error', (event) => {
        found.push(event.message.includes('oops'));
        event.preventDefault();
      });
      const answers = [
        () => true,
        () => {
          throw new Error('oops');
        },
        () => false,
      ];
      const shouldReconnect = (event, attempt) => {
        found.push([event instanceof CloseEvent, event.code, attempt]);
        return answers[attempt - 1]();
      };
      const socket = new ReconnectingWebSocket(url.replace('echo', 'close?code=4321'), {
        firstDelay: 1,
        shouldReconnect,
      });
      const { attempts, cause } = await next(socket, 'giveup');
      return [...found, [attempts, cause]];
    });
    assert.deepEqual(found, [[true, 4321, 1], [true, 4321, 2], true, [true, 4321, 3], [2, 'closed']]);
  });

  test('waits for the network while the browser says that it is offline', async () => {
    const log = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      // Elsewhere: for a server on the same machine, the network is not waited for.
      let server = 'ws://nowhere.invalid/';
      const socket = new ReconnectingWebSocket(() => server, {
        firstDelay: 1e6,
        maxDelay: 1e6,
        jitter: 0,
      });
      const log = record(socket);
      socket.addEventListener('reconnecting', ({ delay }) => log.push(delay === Infinity ? 'for the network' : delay));
      await next(socket, 'reconnecting');
      sayOnline(false);
      server = url;
      await afterTasks();
      sayOnline(true);
      await next(socket, 'open');
      return log.slice(2);
    });
    assert.deepEqual(log, ['reconnecting 1 failed 0', 1e6, 'reconnecting 1 failed 0', 'for the network', 'open 1']);
  });

  test('tries again at once when the page can be seen again, or was brought back', async () => {
    const opened = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      const returns = {
        seen: () => document.dispatchEvent(new Event('visibilitychange')),
        'brought back': () => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })),
      };
      const opened = [];
      for (const [name, comeBack] of Object.entries(returns)) {
        let path = 'refuse';
        const socket = new ReconnectingWebSocket(() => url.replace('echo', path), { firstDelay: 1e6, jitter: 0 });
        await next(socket, 'reconnecting');
        path = 'echo';
        comeBack();
        await next(socket, 'open');
        opened.push(name);
        socket.close();
      }
      return opened;
    });
    assert.deepEqual(opened, ['seen', 'brought back']);
  });

  test('is closed by its signal, and not started by one that is aborted', async () => {
    const found = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      const controller = new AbortController();
      const socket = new ReconnectingWebSocket(url, { signal: controller.signal });
      const log = record(socket);
      await next(socket, 'open');
      controller.abort();
      log.push(socket.readyState);
      await next(socket, 'close');
      const aborted = new ReconnectingWebSocket(url, { signal: AbortSignal.abort() });
      const second = record(aborted);
      second.push(aborted.readyState, aborted.url);
      await next(aborted, 'close');
      return [log, second];
    });
    assert.deepEqual(found, [
      ['open 1', 2, 'close 1005 "" clean 3'],
      [2, '', 'error 3', 'close 1006 "" unclean 3'],
    ]);
  });

  test('gives up connecting and closing in time', async () => {
    const log = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      let path = 'stall';
      const options = { connectTimeout: 50, closeTimeout: 50, firstDelay: 1 };
      const socket = new ReconnectingWebSocket(() => url.replace('echo', path), options);
      const log = record(socket);
      await next(socket, 'reconnecting');
      path = 'no-close-answer';
      await next(socket, 'open');
      socket.close(1000);
      await next(socket, 'close');
      return log;
    });
    assert.deepEqual(log.slice(0, 3), ['error 3', 'close 1006 "" unclean 3', 'reconnecting 1 failed 0']);
    assert.deepEqual(log.slice(-3), ['open 1', 'error 3', 'close 1006 "" unclean 3']);
  });

  // WebKit fires `error` for it while the ready state is 0, and never `close`.
  test('reconnects to a port that the browser blocks, and closes for good after its error', async () => {
    const found = await inPage(async () => {
      const ReconnectingWebSocket = await load();
      const make = () => new ReconnectingWebSocket('ws://127.0.0.1:1', { firstDelay: 1e6, connectTimeout: Infinity });
      const [waiting, closing] = [make(), make()];
      const logs = [record(waiting), record(closing)];
      closing.onerror = () => closing.close();
      await Promise.all([next(waiting, 'reconnecting'), next(closing, 'close')]);
      waiting.close();
      await next(waiting, 'close');
      await afterTasks();
      return [...logs, JSON.stringify(leftOver())];
    });
    const withoutStates = (lines) => lines.map((line) => line.replace(/^error \d$/, 'error'));
    const failed = ['error', 'close 1006 "" unclean 3'];
    assert.deepEqual(withoutStates(found[0]), [...failed, 'reconnecting 1 failed 0', ...failed]);
    assert.deepEqual(withoutStates(found[1]), failed);
    assert.equal(found[2], '{"timers":0,"listeners":[]}');
  });
});

// The life of a page that has a ReconnectingWebSocket: prerendered, hidden, kept, offline. tests/proto has the decisions.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inEveryEngine } from './pages.mjs';
import { HELPERS } from './reconnecting_page.mjs';

inEveryEngine('ReconnectingWebSocket', ({ visit, echoUrl }) => {
  const inPage = (program, ...args) => visit({ scripts: [...HELPERS, sayState] }, program, echoUrl(), ...args);

  test('connects once a prerendered page is activated, and keeps what was sent', async () => {
    const found = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      say('prerendering', true);
      const socket = new ReconnectingWebSocket(url);
      const closed = new ReconnectingWebSocket(url);
      const logs = [record(socket), record(closed)];
      socket.send('early');
      socket.reconnect();
      closed.close();
      await next(closed, 'close');
      await afterTasks();
      const before = [socket.readyState, socket.url, leftOver().timers];
      say('prerendering', false, 'prerenderingchange');
      await next(socket, 'message');
      return [before, ...logs];
    });
    assert.deepEqual(found, [
      [0, '', 0],
      ['open 1', 'message early 1'],
      ['error 3', 'close 1006 "" unclean 3'],
    ]);
  });

  test('closes after hidden.closeAfter, and connects again when the page is seen', async () => {
    const found = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      const socket = new ReconnectingWebSocket(url, { hidden: { closeAfter: 30 }, returnJitter: 0 });
      const log = record(socket);
      socket.addEventListener('reconnecting', ({ delay }) => log.push(`${delay}`));
      await next(socket, 'open');
      say('visibilityState', 'hidden', 'visibilitychange');
      await next(socket, 'reconnecting');
      socket.send('later');
      sayOnline(false);
      sayOnline(true);
      await afterTasks();
      log.push(JSON.stringify(leftOver().timers));
      say('visibilityState', 'visible', 'visibilitychange');
      await next(socket, 'message');
      return log;
    });
    assert.deepEqual(found, [
      'open 1',
      'close 1005 "" clean 3',
      'reconnecting 1 hidden 0',
      'Infinity',
      '0',
      'open 1',
      'message later 1',
    ]);
  });

  test('does not wait for the network if its server is on the same machine', async () => {
    const found = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      let path = 'echo';
      const socket = new ReconnectingWebSocket(() => url.replace('echo', path), { firstDelay: 1 });
      await next(socket, 'open');
      sayOnline(false);
      path = 'close';
      socket.reconnect();
      const { delay } = await next(socket, 'reconnecting');
      path = 'echo';
      await next(socket, 'open');
      return [delay < Infinity, navigator.onLine];
    });
    assert.deepEqual(found, [true, false]);
  });

  test('connects within returnJitter when the network returns', async () => {
    const found = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      let path = 'refuse';
      const options = { firstDelay: 1e6, jitter: 0, returnJitter: 1e6 };
      const [late, soon] = [options, { ...options, returnJitter: 1 }].map(
        (options) => new ReconnectingWebSocket(() => url.replace('echo', path), options),
      );
      await Promise.all([late, soon].map((socket) => next(socket, 'reconnecting')));
      path = 'echo';
      sayOnline(true);
      await next(soon, 'open');
      await afterTasks();
      const { readyState } = late;
      late.close();
      return [readyState];
    });
    assert.deepEqual(found, [0]);
  });

  test('connects soon if its connection has ended while the page was kept', async () => {
    const found = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      let path = 'close?after=1';
      const options = { firstDelay: 1e6, jitter: 0, returnJitter: 10 };
      const socket = new ReconnectingWebSocket(() => url.replace('echo', path), options);
      await next(socket, 'open');
      dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
      path = 'echo';
      socket.send('and close');
      const { delay } = await next(socket, 'reconnecting');
      await next(socket, 'open');
      return [delay <= 10, socket.attempts];
    });
    assert.deepEqual(found, [true, 1]);
  });
});

// As users have it: Firefox holds back connections to a server to which others have failed.
inEveryEngine(
  'the connectTimeout of a ReconnectingWebSocket',
  ({ visit, echoUrl }) => {
    test('does not give up an attempt that the browser holds back', async () => {
      const found = await visit(
        { scripts: HELPERS },
        async (url) => {
          const ReconnectingWebSocket = await load();
          let attempts = 0;
          const address = () => {
            attempts += 1;
            // The same path: for another one, nothing is held back.
            return url.replace('echo', `protocol?answer=${attempts < 5 ? 'other' : 'chat'}`);
          };
          const options = { connectTimeout: 400, firstDelay: 1, maxDelay: 1 };
          const socket = new ReconnectingWebSocket(address, 'chat', options);
          await next(socket, 'open');
          return attempts;
        },
        echoUrl(),
      );
      assert.equal(found, 5);
    });
  },
  { browserOptions: { firefoxPrefs: { 'network.websocket.delay-failed-reconnects': true } } },
);

function sayState() {
  /** Has the document say so of itself, and fires an event there. */
  globalThis.say = (name, value, type) => {
    Object.defineProperty(document, name, { value, configurable: true });
    if (type) document.dispatchEvent(new Event(type));
  };
}

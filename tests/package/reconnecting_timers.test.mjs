// The timer that the sockets of a page share: it is set seldom, left when nobody waits, and right for each of them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inEveryEngine } from './pages.mjs';
import { HELPERS } from './reconnecting_page.mjs';

/** Notes the timers of the package as `delays`, by a function that looks like the browser's own. */
function noteDelays() {
  const { setTimeout: set } = globalThis;
  globalThis.delays = [];
  globalThis.setTimeout = function setTimeout(act, delay) {
    '[native code]';
    if (new Error().stack.includes('/package/')) globalThis.delays.push(delay);
    return set(act, delay);
  };
}

// Before the helpers: the function that they put there instead is none of the browser's.
const SCRIPTS = [HELPERS[0], noteDelays];

inEveryEngine('the timers of ReconnectingWebSockets', ({ visit, echoUrl }) => {
  test('are set for the first connection, and not for those that follow', async () => {
    const found = await visit(
      { scripts: SCRIPTS },
      async (url) => {
        const ReconnectingWebSocket = await load();
        const longOnes = [];
        for (let count = 0; count < 4; count += 1) {
          const socket = new ReconnectingWebSocket(url, { connectTimeout: 1e6, closeTimeout: 5e5 });
          await next(socket, 'open');
          socket.close();
          await next(socket, 'close');
          longOnes.push(delays.filter((delay) => delay > 0).length);
        }
        return longOnes;
      },
      echoUrl(),
    );
    // One to connect, and an earlier one to close, unless the connection ends before that is waited for.
    const [first, , , last] = found;
    assert.ok(first >= 1, `${found}`);
    assert.ok(last <= 2, `${found}`);
  });

  test('ring for each though they share one, and come from a fake clock that is put there later', async () => {
    const found = await visit(
      { scripts: SCRIPTS },
      async (url) => {
        const ReconnectingWebSocket = await load();
        const log = [];
        const failing = (name, connectTimeout) => {
          const socket = new ReconnectingWebSocket(url, { connectTimeout, maxAttempts: 0 });
          socket.onclose = () => log.push(name);
          return next(socket, 'giveup');
        };
        await Promise.all([failing('third', 450), failing('first', 150), failing('second', 300)]);
        const faked = [];
        globalThis.setTimeout = (act, delay) => faked.push({ act, delay });
        const last = failing('last', 60_000);
        const [{ act, delay }] = faked;
        act();
        await last;
        return [...log.sort(), delay];
      },
      echoUrl().replace('echo', 'stall'),
    );
    assert.deepEqual(found, ['first', 'last', 'second', 'third', 60_000]);
  });

  test('ring for the others though one throws', async () => {
    const found = await visit(
      { scripts: SCRIPTS },
      async (url) => {
        const ReconnectingWebSocket = await load();
        const { WebSocket } = await import('/package/dist/index.js');
        const errors = [];
        globalThis.addEventListener('error', (event) => {
          event.preventDefault();
          errors.push(event.error?.message);
        });
        const throwing = new ReconnectingWebSocket(url);
        await next(throwing, 'open');
        const other = new ReconnectingWebSocket(url.replace('echo', 'stall'), { connectTimeout: 1200, maxAttempts: 0 });
        // It is looked at what becomes of this message in a second, which is before the other's time.
        throwing.send('x');
        Object.defineProperty(WebSocket.prototype, 'bufferedAmount', {
          get() {
            throw new Error('replaced by the page');
          },
        });
        await next(other, 'giveup');
        return errors;
      },
      echoUrl(),
    );
    assert.deepEqual(found, ['replaced by the page']);
  });
});

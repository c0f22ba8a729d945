// The class over TLS: an https page, a wss server.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inEveryEngine } from './pages.mjs';

inEveryEngine(
  'over wss',
  ({ engine, visit, echoUrl }) => {
    test('a secure page exchanges messages with a secure server', async () => {
      const found = await visit(
        {},
        async (url) => {
          const { WebSocket: ours } = await import('/package/dist/index.js');
          return { page: location.protocol, server: new URL(url).protocol, ...(await exchange(url, ours)) };
        },
        echoUrl(),
      );
      assert.deepEqual(found, {
        page: 'https:',
        server: 'wss:',
        data: 'hello',
        code: 1000,
        isTrusted: true,
        isNative: false,
      });
    });

    // The standard has this fail as the network does, with error and close. All engines but WebKit throw, so there is no
    // socket to adopt; WebKit fires the error event, and nothing after it.
    test('a secure page is kept from an insecure server as by the native class', async () => {
      const found = await visit(
        {},
        async (url) => {
          const { WebSocket: ours } = await import('/package/dist/index.js');
          const outcome = async (Class) => {
            try {
              const socket = new Class(url);
              return (await Promise.race(['open', 'error', 'close'].map((type) => next(socket, type)))).type;
            } catch ({ name, message }) {
              return `${name}: ${message}`;
            }
          };
          return [await outcome(native), await outcome(ours)];
        },
        'ws://insecure.invalid/',
      );
      assert.match(found[0], engine === 'webkit' ? /^error$/ : /^SecurityError: /);
      assert.equal(found[1], found[0]);
    });
  },
  { secure: true },
);

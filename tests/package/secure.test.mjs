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

    // The standard has this fail as the network does, with error and close. All engines but WebKit throw, and ours adopts a socket
    // that cannot connect; WebKit fires the error event while it connects, and nothing after it.
    test('a secure page is kept from an insecure server by events, whatever the native class does', async () => {
      const found = await visit(
        {},
        async (url) => {
          const { WebSocket: ours } = await import('/package/dist/index.js');
          const outcome = async (Class) => {
            try {
              const socket = new Class(url, ['chat']);
              const events = ['open', 'error', 'close'].map((type) => next(socket, type));
              const { type, isTrusted, target } = await Promise.race(events);
              return [type, isTrusted, target === socket, socket.url, socket.readyState, Object.keys(socket)];
            } catch ({ name }) {
              return name;
            }
          };
          const [byNative, byOurs] = [await outcome(native), await outcome(ours)];
          class Sub extends ours {}
          const sub = new Sub(url);
          const { code } = byNative === 'SecurityError' ? await next(sub, 'close') : { code: 'no event' };
          return { byNative, byOurs, isSub: sub instanceof Sub, url: sub.url, code };
        },
        'ws://insecure.invalid/path?query',
      );
      const throws = engine !== 'webkit';
      const failed = ['error', true, true, 'ws://insecure.invalid/path?query', throws ? 3 : 0, []];
      assert.deepEqual(found, {
        byNative: throws ? 'SecurityError' : failed,
        byOurs: failed,
        isSub: true,
        url: 'ws://insecure.invalid/path?query',
        code: throws ? 1006 : 'no event',
      });
    });
  },
  { secure: true },
);

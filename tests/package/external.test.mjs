// The entry with the wasm as a file of its own.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inEveryEngine } from './pages.mjs';

const ENTRY = '/package/dist/external.js';
const OURS = { data: 'hello', code: 1000, isTrusted: true, isNative: false };

inEveryEngine('the external entry', ({ visit, echoUrl }) => {
  test('has the class once it is initialised', async () => {
    const found = await visit(
      {},
      async (entry, url) => {
        const external = await import(entry);
        const { WebSocket: before } = external;
        const result = await external.default();
        return { ...(await exchange(url, external.WebSocket)), before: typeof before, result: typeof result, warnings };
      },
      ENTRY,
      echoUrl(),
    );
    assert.deepEqual(found, { ...OURS, before: 'undefined', result: 'undefined', warnings: [] });
  });

  const sources = {
    'a URL': (url) => new URL(url),
    'a string': (url) => url,
    'a request': (url) => new Request(url),
    'a response': (url) => fetch(url),
    bytes: async (url) => (await fetch(url)).arrayBuffer(),
    'a module': (url) => WebAssembly.compileStreaming(fetch(url)),
  };
  for (const [name, source] of Object.entries(sources)) {
    test(`is made of ${name}`, async () => {
      const page = { files: { '/source.js': `export default ${source};` } };
      const found = await visit(
        page,
        async (entry, url) => {
          const external = await import(entry);
          const { default: source } = await import('/source.js');
          await external.init(source(new URL('/package/dist/websocket_wasm.wasm', location).href));
          return { ...(await exchange(url, external.WebSocket)), warnings };
        },
        ENTRY,
        echoUrl(),
      );
      assert.deepEqual(found, { ...OURS, warnings: [] });
    });
  }

  test('is initialised once, however often it is asked to', async () => {
    const found = await visit(
      {},
      async (entry) => {
        const external = await import(entry);
        const classes = await Promise.all(
          [1, 2, 3].map(async () => {
            await external.init();
            return external.WebSocket;
          }),
        );
        await external.init();
        return { isOne: new Set([...classes, external.WebSocket]).size === 1, warnings };
      },
      ENTRY,
    );
    assert.deepEqual(found, { isOne: true, warnings: [] });
  });

  test('can be initialised after a failure', async () => {
    const found = await visit(
      {},
      async (entry, url) => {
        const external = await import(entry);
        const { message } = await external.init('/nowhere.wasm').catch((error) => error);
        const { WebSocket: before } = external;
        await external.init();
        return { ...(await exchange(url, external.WebSocket)), message, before: typeof before };
      },
      ENTRY,
      echoUrl(),
    );
    assert.match(found.message, /404/);
    assert.deepEqual({ ...found, message: '' }, { ...OURS, message: '', before: 'undefined' });
  });

  test('installs, uninstalls and inspects like the root entry', async () => {
    const found = await visit(
      {},
      async (entry, url) => {
        const external = await import(entry);
        await external.init();
        const installed = external.install() === external.WebSocket && WebSocket === external.WebSocket;
        const socket = new WebSocket(url);
        const inspector = external.inspect(socket);
        await next(socket, 'open');
        socket.send('hello');
        await next(socket, 'message');
        const { sent, received, readyState } = inspector.snapshot();
        return {
          installed,
          sent,
          received,
          readyState,
          uninstalled: external.uninstall() === native && WebSocket === native,
        };
      },
      ENTRY,
      echoUrl(),
    );
    const traffic = { messages: 1, bytes: 5 };
    assert.deepEqual(found, { installed: true, sent: traffic, received: traffic, readyState: 1, uninstalled: true });
  });

  test('is observed by its own observe(), which may begin before init()', async () => {
    const found = await visit(
      {},
      async (entry, url) => {
        const { observe } = await import('/package/dist/observe.external.js');
        const external = await import(entry);
        const types = [];
        const tell = ({ type, direction }) => types.push(direction ?? type);
        observe({ created: tell, opened: tell, sent: tell, received: tell, closed: tell });
        await external.init();
        await exchange(url, external.WebSocket);
        return types;
      },
      ENTRY,
      echoUrl(),
    );
    assert.deepEqual(found, ['created', 'opened', 'sent', 'received', 'closed']);
  });

  test('has one class and one state with what is built on it', async () => {
    const found = await visit(
      {
        scripts: [
          () => {
            delete globalThis.WebSocketStream;
            delete globalThis.WebSocketError;
          },
        ],
      },
      async (entry, url) => {
        const [external, { ReconnectingWebSocket }, { WebSocketStream }] = await Promise.all([
          import(entry),
          import('/package/dist/reconnecting.external.js'),
          import('/package/dist/stream.external.js'),
        ]);
        const before = [() => new ReconnectingWebSocket(url), () => new WebSocketStream(url)].map((act) => {
          try {
            act();
          } catch ({ message }) {
            return message;
          }
        });
        await external.init();
        const socket = new ReconnectingWebSocket(url);
        const inspector = external.inspect(socket);
        await next(socket, 'open');
        socket.send('hello');
        const { data } = await next(socket, 'message');
        await external.drained(socket);
        await new Promise((resolve) => setTimeout(resolve));
        const { sent, received } = inspector.snapshot();
        socket.close();
        const around = new ReconnectingWebSocket(url, { WebSocket: class extends native {} });
        around.send('by another class');
        const { data: answer } = await next(around, 'message');
        around.close();
        const { readable, writable } = await new WebSocketStream(url).opened;
        writable.getWriter().write('streamed');
        const { value } = await readable.getReader().read();
        return { before, data, answer, sent, received, value };
      },
      ENTRY,
      echoUrl(),
    );
    const traffic = { messages: 1, bytes: 5 };
    const message = "websocket-wasm: nothing can connect before init() of 'websocket-wasm/external' has resolved.";
    assert.deepEqual(found, {
      before: [message, message],
      data: 'hello',
      answer: 'by another class',
      sent: traffic,
      received: traffic,
      value: 'streamed',
    });
  });
});

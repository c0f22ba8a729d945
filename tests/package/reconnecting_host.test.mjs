// The option `WebSocket` of ReconnectingWebSocket: the class that one instance connects with.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { inNode } from './node_programs.mjs';
import { inEveryEngine } from './pages.mjs';
import { HELPERS } from './reconnecting_page.mjs';

const { resolve } = createRequire(import.meta.url);
const MODULES = { ws: resolve('ws').replace('index.js', 'wrapper.mjs'), undici: resolve('undici') };

inNode('ReconnectingWebSocket with a class of another package', (program) => {
  for (const [name, path] of Object.entries(MODULES)) {
    test(`exchanges every kind of message through ${name}, and comes back`, async () => {
      assert.deepEqual(
        await program(`
        import ReconnectingWebSocket from 'websocket-wasm/reconnecting';
        import { WebSocket } from 'websocket-wasm';
        import { wrapHost } from 'websocket-wasm/wrap-host';
        import { WebSocket as Theirs } from ${JSON.stringify(pathToFileURL(path).href)};
        const made = [];
        class Counted extends Theirs {
          constructor(url, protocols) {
            super(url, protocols);
            made.push([url.replace(/.*:/, '').replace(/^\\d+/, ''), protocols]);
          }
        }
        const socket = new ReconnectingWebSocket(url + '/echo', ['chat'], { WebSocket: Counted, firstDelay: 1 });
        const log = record(socket);
        socket.send('early');
        await next(socket, 'open');
        for (const data of ['hé', new Uint8Array([1, 2]), new Blob(['blob'])]) socket.send(data);
        await until(() => log.length === 5);
        socket.reconnect(3000, 'again');
        await until(() => log.length === 7);
        wrapHost(class extends Theirs {});
        const plain = new WebSocket(url + '/echo');
        await next(plain, 'open');
        socket.close(3001, 'done');
        await next(socket, 'close');
        return [...log, ...made];
      `),
        [
          'open 1 chat',
          'message early',
          'message hé',
          'message Blob 2',
          'message Blob 4',
          'close 3 3000 again true',
          'open 1 chat',
          'close 3 3001 done true',
          ['/echo', ['chat']],
          ['/echo', ['chat']],
        ],
      );
    });
  }

  test('is no function: a TypeError', async () => {
    assert.deepEqual(
      await program(`
      import ReconnectingWebSocket from 'websocket-wasm/reconnecting';
      try {
        return new ReconnectingWebSocket(url, { WebSocket: 'ws' });
      } catch ({ name, message }) {
        return [name, message];
      }
    `),
      ['TypeError', 'WebSocket has to be a function. ws is not.'],
    );
  });

  test('has thrown: the constructor throws that, and a later attempt has failed', async () => {
    assert.deepEqual(
      await program(`
      import ReconnectingWebSocket from 'websocket-wasm/reconnecting';
      import { WebSocket as Theirs } from ${JSON.stringify(pathToFileURL(MODULES.ws).href)};
      class Refusing {
        constructor(url) {
          throw new RangeError('refused ' + url);
        }
      }
      const found = [];
      try {
        new ReconnectingWebSocket('ws://h/', { WebSocket: Refusing });
      } catch ({ name, message }) {
        found.push(name, message);
      }
      const socket = new ReconnectingWebSocket(() => 'ws://h/', { WebSocket: Refusing, maxAttempts: 0 });
      const { cause, error } = await next(socket, 'giveup');
      const another = new ReconnectingWebSocket(url + '/echo', { WebSocket: Theirs });
      found.push(cause, error.message, (await next(another, 'open')).type);
      return found;
    `),
      ['RangeError', 'refused ws://h/', 'provider', 'refused ws://h/', 'open'],
    );
  });
});

inEveryEngine('the option WebSocket of ReconnectingWebSocket', ({ visit, echoUrl }) => {
  const inPage = (program) => visit({ scripts: HELPERS }, program, echoUrl());

  for (const [name, isTrusted] of [
    ['native', true],
    ['ours', true],
    ['extendsNative', false],
    ['extendsOurs', false],
  ]) {
    test(`connects with the class that is given: ${name}`, async () => {
      const found = await visit(
        { scripts: HELPERS },
        async (url, name) => {
          const ReconnectingWebSocket = await load();
          const { WebSocket: ours } = await import('/package/dist/index.js');
          const made = [];
          const extended = (Base) =>
            class Extended extends Base {
              constructor(...args) {
                super(...args);
                made.push(args);
              }

              extra() {}

              send(data) {
                super.send(`${data} by way of it`);
              }
            };
          const Class = { native, ours, extendsNative: extended(native), extendsOurs: extended(ours) }[name];
          const socket = new ReconnectingWebSocket(url, { WebSocket: Class });
          const plain = new ours(url);
          const trusted = [];
          for (const type of ['open', 'message', 'close'])
            socket.addEventListener(type, (event) => trusted.push(event.isTrusted, event.target === socket));
          socket.send('early');
          const { data } = await next(socket, 'message');
          if (plain.readyState === 0) await next(plain, 'open');
          plain.send('plain');
          const { data: echo, isTrusted } = await next(plain, 'message');
          socket.close(3000);
          const { code } = await next(socket, 'close');
          return { data, code, trusted, made, plain: [echo, isTrusted, 'extra' in plain] };
        },
        echoUrl(),
        name,
      );
      const isExtended = name.startsWith('extends');
      assert.deepEqual(found, {
        data: isExtended ? 'early by way of it' : 'early',
        code: 3000,
        trusted: [isTrusted, true, isTrusted, true, isTrusted, true],
        made: isExtended ? [[echoUrl(), []]] : [],
        plain: ['plain', true, false],
      });
    });
  }

  test('does not connect with itself if the class makes sockets of ours', async () => {
    const found = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      await import('/package/dist/auto.js');
      let count = 0;
      function Around(...args) {
        count += 1;
        return new globalThis.WebSocket(...args);
      }
      const socket = new ReconnectingWebSocket(url, { WebSocket: Around });
      socket.send('early');
      const { data } = await next(socket, 'message');
      socket.close();
      return [data, count];
    });
    assert.deepEqual(found, ['early', 1]);
  });

  test('has its timeouts and its queue through a class that never answers', async () => {
    const found = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      class Silent {
        readyState = 0;
        onopen = null;
        onmessage = null;
        onerror = null;
        onclose = null;
        close() {}
      }
      const Classes = [Silent, native];
      const socket = new ReconnectingWebSocket(url, {
        WebSocket: function next(...args) {
          return new (Classes.shift())(...args);
        },
        connectTimeout: 500,
        firstDelay: 1,
      });
      const log = record(socket);
      socket.send('early');
      await next(socket, 'message');
      socket.close();
      return log;
    });
    assert.deepEqual(found, [
      'error 3',
      'close 1006 "" unclean 3',
      'reconnecting 1 failed 0',
      'open 1',
      'message early 1',
    ]);
  });
});

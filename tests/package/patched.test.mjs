// Pages whose WebSocket class a script has replaced before the package is loaded.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inEveryEngine } from './pages.mjs';
import { ADOPTABLE, FOREIGN } from './patched_hosts.mjs';

const defineLog = () => {
  window.log = [];
};

inEveryEngine('over a WebSocket class that was patched before', ({ visit, echoUrl }) => {
  const run = (patch, program) => visit({ scripts: [defineLog, patch] }, program, echoUrl());

  for (const [name, patch] of Object.entries(ADOPTABLE)) {
    describe(name, () => {
      test('a socket is an instance of ours, with our members, and its events are trusted', async () => {
        const found = await run(patch, useOnce);
        assert.deepEqual(found, {
          isInstance: true,
          sameMembers: true,
          rounded: true,
          data: 'hello',
          trusted: [true, true, true],
          close: [3000, 'bye', true],
          queued: 20,
          warnings: [],
        });
      });

      test('it sees its sockets as without the package', async () => {
        const [without, ours] = [await run(patch, logOfPatch), await run(patch, logOfPatchUnderOurs)];
        assert.deepEqual(ours, without);
      });
    });
  }

  test('what a constructor sets is kept', async () => {
    const found = await run(
      () => {
        window.WebSocket = class extends WebSocket {
          constructor(...args) {
            super(...args);
            this.binaryType = 'arraybuffer';
            this.onopen = () => log.push('opened');
          }
        };
      },
      async (url) => {
        const { WebSocket } = await import('/package/dist/index.js');
        const socket = new WebSocket(url);
        const before = [socket.binaryType, typeof socket.onopen];
        await next(socket, 'open');
        socket.send(new Uint8Array(3));
        const { data } = await next(socket, 'message');
        socket.binaryType = 'blob';
        socket.send(new Uint8Array(3));
        const { data: second } = await next(socket, 'message');
        socket.close();
        return { before, log, kinds: [data, second].map((data) => Object.prototype.toString.call(data)) };
      },
    );
    assert.deepEqual(found, {
      before: ['arraybuffer', 'function'],
      log: ['opened'],
      kinds: ['[object ArrayBuffer]', '[object Blob]'],
    });
  });

  test("what the page has added to the browser's class itself is there, too", async () => {
    const found = await run(
      () => {
        WebSocket.prototype.sendJson = function (value) {
          this.send(JSON.stringify(value));
        };
      },
      async (url) => {
        const { WebSocket } = await import('/package/dist/index.js');
        const socket = new WebSocket(url);
        await next(socket, 'open');
        socket.sendJson({ a: 1 });
        const { data } = await next(socket, 'message');
        socket.close();
        return data;
      },
    );
    assert.equal(found, '{"a":1}');
  });

  test('a class that returns the same socket twice returns the same socket of ours', async () => {
    const found = await run(
      () => {
        const Native = WebSocket;
        let only;
        window.WebSocket = function (url) {
          return (only ??= new Native(url));
        };
      },
      async (url) => {
        const { WebSocket } = await import('/package/dist/index.js');
        const [first, second] = [new WebSocket(url), new WebSocket(url)];
        first.close();
        return first === second && first instanceof WebSocket;
      },
    );
    assert.equal(found, true);
  });

  test('a class that throws throws what it throws', async () => {
    const found = await run(
      () => {
        window.WebSocket = class extends WebSocket {
          constructor() {
            throw new RangeError('not today');
          }
        };
      },
      async (url) => {
        const { WebSocket } = await import('/package/dist/index.js');
        try {
          return new WebSocket(url).url;
        } catch ({ name, message }) {
          return `${name}: ${message}`;
        }
      },
    );
    assert.equal(found, 'RangeError: not today');
  });

  for (const [name, patch] of Object.entries(FOREIGN)) {
    test(`${name} is left alone by /auto, with one warning`, async () => {
      const found = await run(patch, async (url) => {
        const Patched = WebSocket;
        await import('/package/dist/auto.js');
        const Ours = WebSocket;
        const socket = new Ours(url);
        const isInstance =
          Patched.prototype && socket instanceof Patched ? socket instanceof WebSocket && socket instanceof Ours : true;
        await next(socket, 'open');
        socket.send('hello');
        const { data } = await next(socket, 'message');
        socket.close(3000);
        await next(socket, 'close');
        new Ours(url).close();
        return {
          data,
          isInstance,
          isBack: WebSocket === Patched,
          warnings: warnings.length,
          text: warnings[0].slice(0, 15),
        };
      });
      assert.deepEqual(found, { data: 'hello', isInstance: true, isBack: true, warnings: 1, text: 'websocket-wasm:' });
    });

    test(`${name} is wrapped beside an entry that can`, async () => {
      const found = await run(patch, async (url) => {
        await import('/package/dist/reconnecting.js');
        const { WebSocket, drained } = await import('/package/dist/index.js');
        const socket = new WebSocket(url, { highWaterMark: 10 });
        await next(socket, 'open');
        socket.send('hello');
        socket.send('x'.repeat(20));
        const { data } = await next(socket, 'message');
        await drained(socket);
        socket.close(3000, 'bye');
        const { code, reason, wasClean } = await next(socket, 'close');
        return { data, isInstance: socket instanceof WebSocket, close: [code, reason, wasClean], warnings };
      });
      assert.deepEqual(found, { data: 'hello', isInstance: true, close: [3000, 'bye', true], warnings: [] });
    });

    test(`a ReconnectingWebSocket works over ${name}`, async () => {
      const found = await run(patch, async (url) => {
        const { ReconnectingWebSocket } = await import('/package/dist/reconnecting.js');
        const socket = new ReconnectingWebSocket(url, { firstDelay: 1 });
        await next(socket, 'open');
        socket.reconnect();
        await next(socket, 'open');
        socket.send('hello');
        const { data } = await next(socket, 'message');
        socket.close();
        const { code } = await next(socket, 'close');
        return { data, code, warnings };
      });
      assert.deepEqual(found, { data: 'hello', code: 1005, warnings: [] });
    });
  }
});

async function useOnce(url) {
  await import('/package/dist/auto.js');
  const { WebSocket: Ours, inspect } = await import('/package/dist/index.js');
  const socket = new WebSocket(url, { highWaterMark: 10 });
  const sameMembers = ['readyState', 'bufferedAmount', 'send', 'close', 'binaryType'].every(
    (name) => !Object.hasOwn(socket, name) && Object.hasOwn(Ours.prototype, name),
  );
  const isInstance =
    socket instanceof WebSocket && socket instanceof Ours && Object.getPrototypeOf(socket) === Ours.prototype;
  const open = await next(socket, 'open');
  socket.send('hello');
  // A host has room for this no more: it waits.
  socket.send('x'.repeat(10));
  socket.send('x'.repeat(20));
  const queued = inspect(socket).snapshot().queued.bytes;
  const message = await next(socket, 'message');
  let rounded = false;
  try {
    const other = new WebSocket(url);
    other.close(999.5);
    rounded = true;
  } catch {
    // As browsers do.
  }
  socket.close(3000, 'bye');
  const close = await next(socket, 'close');
  return {
    isInstance,
    sameMembers,
    rounded,
    data: message.data,
    trusted: [open, message, close].map(({ isTrusted }) => isTrusted),
    close: [close.code, close.reason, close.wasClean],
    queued,
    warnings,
  };
}

async function logOfPatch(url) {
  const socket = new WebSocket(url.replace('/echo', '/protocol?answer=b'), ['a', 'b']);
  await next(socket, 'open');
  socket.send('hello');
  socket.close();
  await next(socket, 'close');
  return { log, seen: socket.seen, agent: socket.agent };
}

async function logOfPatchUnderOurs(url) {
  await import('/package/dist/auto.js');
  const socket = new WebSocket(url.replace('/echo', '/protocol?answer=b'), ['a', 'b']);
  await next(socket, 'open');
  socket.send('hello');
  socket.close();
  await next(socket, 'close');
  return { log, seen: socket.seen, agent: socket.agent };
}

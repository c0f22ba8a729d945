// The class as the page's own: what other code on the page sees. Workers have tests of their own.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inEveryEngine } from './pages.mjs';

const SCRIPT = '/package/dist/auto.global.js';
/** What `exchange` finds with our class. */
const OURS = { data: 'hello', code: 1000, isTrusted: true, isNative: false };

inEveryEngine('the class on the global', ({ engine, visit, echoUrl }) => {
  test('is there for every script after the classic one', async () => {
    assert.deepEqual(await visit({ scripts: [SCRIPT] }, (url) => exchange(url), echoUrl()), OURS);
  });

  test('comes with what a page without modules would import', async () => {
    const found = await visit(
      { scripts: [SCRIPT] },
      async (url) => {
        const { WebSocket: ours, drained, inspect, install, uninstall } = websocketWasm;
        const isOurs = WebSocket === ours;
        const inspector = inspect(new WebSocket(url));
        await drained(new WebSocket(url));
        return { isOurs, url: inspector.snapshot().url, goes: uninstall() === native, comesBack: install() === ours };
      },
      echoUrl(),
    );
    assert.deepEqual(found, { isOurs: true, url: echoUrl(), goes: true, comesBack: true });
  });

  test('is all that the classic scripts put on it, beside their namespace', async () => {
    const scripts = [
      () => {
        globalThis.before = Object.getOwnPropertyNames(globalThis);
      },
      ...['auto', 'reconnecting', 'stream', 'observe', 'devtools'].map((name) => `/package/dist/${name}.global.js`),
    ];
    const more = await visit({ scripts }, () =>
      Object.getOwnPropertyNames(globalThis).filter((name) => !before.includes(name)),
    );
    const ours = ['before', 'websocketWasm', 'WebSocketStream', 'WebSocketError'];
    assert.deepEqual(
      more.filter((name) => !ours.includes(name)),
      [],
    );
    assert.ok(more.includes('websocketWasm'));
  });

  test('is one class for all classic scripts, in every order and however often they are loaded', async () => {
    const names = ['auto', 'reconnecting', 'stream', 'auto'];
    for (const order of [names, names.toReversed(), ['reconnecting', 'auto']]) {
      const scripts = [
        () => {
          delete globalThis.WebSocketStream;
          delete globalThis.WebSocketError;
        },
        ...order.map((name) => `/package/dist/${name}.global.js`),
      ];
      const found = await visit(
        { scripts },
        async (url) => {
          const { WebSocket: ours, ReconnectingWebSocket, drained, inspect, request, uninstall } = websocketWasm;
          const socket = new ReconnectingWebSocket(url);
          const inspector = inspect(socket);
          await next(socket, 'open');
          socket.send('hello');
          const { data } = await next(socket, 'message');
          await drained(socket);
          await drained(new WebSocket(url));
          const around = new ReconnectingWebSocket(url, { WebSocket: class extends native {} });
          const { data: answer } = await request(around, 'asked', { isAnswer: () => true });
          return {
            data,
            answer,
            sent: inspector.snapshot().sent,
            isOurs: WebSocket === ours,
            isRestored: uninstall() === native && WebSocket === native,
          };
        },
        echoUrl(),
      );
      assert.deepEqual(
        found,
        { data: 'hello', answer: 'asked', sent: { messages: 1, bytes: 5 }, isOurs: true, isRestored: true },
        order.join(),
      );
    }
  });

  for (const entry of ['auto.global.js', 'auto.js']) {
    test(`has the native property's descriptor after ${entry}`, async () => {
      const { before, after, isOurs } = await visit(
        {},
        async (file) => {
          await import(`/package/dist/${file}`);
          const { value, ...after } = Object.getOwnPropertyDescriptor(globalThis, 'WebSocket');
          const { value: native, ...before } = nativeDescriptor;
          return { before, after, isOurs: value !== native };
        },
        entry,
      );
      assert.equal(isOurs, true);
      assert.deepEqual(after, before);
    });
  }

  test('does for existing code what the native one does', async () => {
    const native = await visit({ scripts: [existingCode] }, (url) => run(url), echoUrl());
    const ours = await visit({ scripts: [SCRIPT, existingCode] }, (url) => run(url), echoUrl());
    assert.equal(native.length, 25);
    assert.deepEqual(ours, engine === 'webkit' ? native.map(withoutFraming) : native);
  });

  test('gives way to the native one again', async () => {
    const found = await visit({}, async () => {
      await import('/package/dist/auto.js');
      const { WebSocket: ours, install, uninstall } = await import('/package/dist/index.js');
      const installed = WebSocket === ours;
      const returned = uninstall();
      const { value, ...descriptor } = Object.getOwnPropertyDescriptor(globalThis, 'WebSocket');
      const { value: nativeValue, ...wanted } = nativeDescriptor;
      return {
        installed,
        returnsNative: returned === native,
        restored: value === nativeValue && JSON.stringify(descriptor) === JSON.stringify(wanted),
        twice: uninstall() === native,
        again: install() === ours && WebSocket === ours,
      };
    });
    assert.deepEqual(found, { installed: true, returnsNative: true, restored: true, twice: true, again: true });
  });

  test('gives way to a property that a page has defined', async () => {
    const found = await visit({}, async () => {
      Object.defineProperty(globalThis, 'WebSocket', { get: () => native, configurable: true, enumerable: true });
      const { WebSocket: ours, install, uninstall } = await import('/package/dist/index.js');
      const installed = install() === ours && WebSocket === ours;
      const returnsNative = uninstall() === native;
      const { get, enumerable } = Object.getOwnPropertyDescriptor(globalThis, 'WebSocket');
      return { installed, returnsNative, isGetter: get?.() === native, enumerable };
    });
    assert.deepEqual(found, { installed: true, returnsNative: true, isGetter: true, enumerable: true });
  });

  test("works on top of a page's own subclass of the native one", async () => {
    const found = await visit(
      { scripts: [subclassNative, SCRIPT] },
      async (url) => {
        const isReplaced = WebSocket !== patched;
        return { ...(await exchange(url)), isReplaced };
      },
      echoUrl(),
    );
    assert.deepEqual(found, { ...OURS, isReplaced: true });
  });

  test('works on top of another copy of itself', async () => {
    const found = await visit(
      { scripts: [SCRIPT] },
      async (url) => {
        const first = WebSocket;
        const { WebSocket: second } = await import('/package/dist/index.js');
        return { ...(await exchange(url, second)), isFirst: second === first };
      },
      echoUrl(),
    );
    assert.deepEqual(found, { ...OURS, isFirst: false });
  });
});

// WebKit counts the framing of what is sent too late to be sent.
function withoutFraming(row) {
  const at = { late: 1, closing: 3 }[row[0]];
  return at ? row.with(at, row[at] - 6) : row;
}

function subclassNative() {
  globalThis.patched = globalThis.WebSocket = class WebSocket extends native {};
}

function existingCode() {
  globalThis.run = async (url) => {
    const log = [];
    const socket = new WebSocket(url);
    socket.binaryType = 'arraybuffer';
    log.push([
      'connecting',
      socket.readyState === WebSocket.CONNECTING,
      socket.url === url,
      socket.protocol,
      socket.extensions,
    ]);
    log.push(['class', WebSocket.name, WebSocket.length, WebSocket.prototype.send.name, socket.constructor.name]);
    log.push(['constants', WebSocket.CONNECTING, WebSocket.OPEN, socket.CLOSING, WebSocket.prototype.CLOSED]);
    log.push([
      'instance',
      socket instanceof WebSocket,
      socket instanceof EventTarget,
      String(socket),
      Object.keys(socket),
    ]);
    socket.onopen = function (event) {
      log.push([
        event.type,
        event instanceof Event,
        event.isTrusted,
        event.target === this,
        this === socket,
        this.readyState,
      ]);
      this.send('text ü');
      this.send(new Uint8Array([1, 2, 3]));
      this.send(new Blob(['blob']));
      log.push(['buffered', this.bufferedAmount]);
    };
    socket.addEventListener('message', { handleEvent: ({ type }) => log.push(['once', type]) }, { once: true });
    socket.onmessage = ({ data, origin, isTrusted }) => {
      const content = typeof data === 'string' ? data : Array.from(new Uint8Array(data));
      log.push([content, origin === new URL(url).origin, isTrusted]);
      if (log.filter(([first]) => Array.isArray(first)).length === 2) socket.close(3001, 'enough');
    };
    socket.onerror = (event) => log.push([event.type]);
    const { code, reason, wasClean, type, isTrusted } = await next(socket, 'close');
    log.push([type, code, reason, wasClean, isTrusted, socket.readyState === socket.CLOSED]);
    socket.send('late');
    log.push(['late', socket.bufferedAmount, socket.onclose, typeof socket.onopen]);

    class Chat extends WebSocket {
      lines = [];

      constructor(room) {
        super(url, []);
        this.room = room;
        this.addEventListener('message', ({ data }) => this.lines.push(data));
      }

      send(line) {
        super.send(`${this.room}: ${line}`);
      }
    }
    const chat = new Chat('kitchen');
    await next(chat, 'open');
    chat.send('tea?');
    await next(chat, 'message');
    log.push(['subclass', chat instanceof WebSocket, chat.constructor === Chat, chat.lines, Object.keys(chat)]);
    chat.close();
    log.push(['closing', chat.readyState, chat.send('x'), chat.bufferedAmount]);
    log.push(['closed', (await next(chat, 'close')).wasClean]);

    const refused = {
      'no arguments': () => new WebSocket(),
      'no new': () => WebSocket(url),
      'no scheme of ours': () => new WebSocket('ftp://127.0.0.1/'),
      fragment: () => new WebSocket(`${url}#here`),
      'repeated protocol': () => new WebSocket(url, ['chat', 'chat']),
      'early send': () => new WebSocket(url).send('early'),
      code: () => socket.close(1001),
      reason: () => socket.close(1000, 'x'.repeat(124)),
      receiver: () => WebSocket.prototype.readyState,
      clone: () => structuredClone(socket),
    };
    for (const [what, attempt] of Object.entries(refused)) {
      try {
        log.push([what, attempt()]);
      } catch (error) {
        log.push([what, error.name, error instanceof TypeError, error instanceof DOMException]);
      }
    }
    return log;
  };
}

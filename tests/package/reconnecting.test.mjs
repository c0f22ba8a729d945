// ReconnectingWebSocket in a page: its events, its shape, its arguments. tests/proto has its decisions.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inEveryEngine } from './pages.mjs';
import { HELPERS } from './reconnecting_page.mjs';

inEveryEngine('ReconnectingWebSocket', ({ visit, echoUrl }) => {
  const inPage = (program, ...args) => visit({ scripts: HELPERS }, program, echoUrl(), ...args);

  test('comes back when the connection is lost, with the events of the standard for each', async () => {
    const log = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      const socket = new ReconnectingWebSocket(url.replace('echo', 'drop?after=1'), { firstDelay: 1 });
      const log = record(socket);
      for (let count = 0; count < 2; count += 1) {
        await next(socket, 'open');
        socket.send('and drop');
        await next(socket, 'reconnecting');
      }
      return [...log];
    });
    const once = (attempt) => ['open 1', 'error 3', 'close 1006 "" unclean 3', `reconnecting ${attempt} closed 0`];
    const withoutErrors = (lines) => lines.filter((line) => !line.startsWith('error'));
    // Whether a lost connection has an error is the host's to say.
    assert.deepEqual(withoutErrors(log), withoutErrors([...once(1), ...once(2)]));
  });

  test('sends every kind of data as it was when send() was called', async () => {
    const texts = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      const socket = new ReconnectingWebSocket(url);
      socket.binaryType = 'arraybuffer';
      const bytes = new Uint8Array([1, 2, 3, 4]);
      socket.send(bytes);
      socket.send(bytes.buffer);
      socket.send(new DataView(bytes.buffer, 1, 2));
      socket.send(new Blob(['blob']));
      socket.send(12);
      socket.send('\u{1F600}\uD800');
      const waiting = socket.bufferedAmount;
      bytes.fill(0);
      const received = [];
      while (received.length < 6) received.push((await next(socket, 'message')).data);
      return [waiting, ...received.map((data) => (typeof data === 'string' ? data : [...new Uint8Array(data)].join()))];
    });
    assert.deepEqual(texts, [
      4 + 4 + 2 + 4 + 2 + 7,
      '1,2,3,4',
      '1,2,3,4',
      '2,3',
      '98,108,111,98',
      '12',
      '\u{1F600}\uFFFD',
    ]);
  });

  test('has events of the right classes with the data of the originals', async () => {
    const found = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      const socket = new ReconnectingWebSocket(url);
      const open = await next(socket, 'open');
      socket.send('hello');
      const message = await next(socket, 'message');
      socket.close(3000, 'done');
      const close = await next(socket, 'close');
      return {
        classes: [open.constructor === Event, message.constructor === MessageEvent, close.constructor === CloseEvent],
        targets: [open, message, close].map(({ target }) => target === socket),
        message: [
          message.data,
          message.origin === new URL(url).origin,
          message.lastEventId,
          message.source,
          message.ports.length,
        ],
        close: [close.code, close.reason, close.wasClean],
      };
    });
    assert.deepEqual(found, {
      classes: [true, true, true],
      targets: [true, true, true],
      message: ['hello', true, '', null, 0],
      close: [3000, 'done', true],
    });
  });

  test('asks functions for URL and subprotocols before each attempt, and reports what they throw', async () => {
    const { log, urls } = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      const urls = [];
      const answers = [
        () => {
          throw new Error('no token');
        },
        () => Promise.reject(new Error('offline')),
        () => 'ftp://nowhere/',
        () => url.replace('echo', 'protocol?answer=b'),
      ];
      const socket = new ReconnectingWebSocket(
        () => answers[urls.push(socket.url) - 1](),
        async () => ['a', 'b'],
        { firstDelay: 1 },
      );
      const log = record(socket);
      socket.addEventListener('reconnecting', ({ error }) => log.push(`${error.name}: ${error.message}`));
      await next(socket, 'open');
      return { log: [...log, socket.protocol, socket.url === url.replace('echo', 'protocol?answer=b')], urls };
    });
    const failed = (attempt) => ['error 3', 'close 1006 "" unclean 3', `reconnecting ${attempt} provider 0`];
    const [, , , first, , , , second, , , , third, ...rest] = log;
    assert.deepEqual(log.slice(0, 3), failed(1));
    assert.deepEqual([first, second], ['Error: no token', 'Error: offline']);
    assert.match(third, /^SyntaxError: /);
    assert.deepEqual(rest, ['open 1', 'b', true]);
    assert.deepEqual(urls, ['', '', '', '']);
  });

  test('refuses what it cannot take', async () => {
    const errors = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      const refused = [
        [],
        ['ftp://nowhere/'],
        [url, ['a', 'a']],
        [url, { jitter: 1.5 }],
        [url, { growth: 0.5 }],
        [url, { firstDelay: 'soon' }],
        [url, { maxAttempts: -1 }],
        [url, { shouldReconnect: true }],
        [url, { overflow: 'drop' }],
        [url, { heartbeat: 30_000 }],
        [url, { heartbeat: { interval: 0 } }],
        [url, { heartbeat: { payload: 'ping' } }],
        [url, { signal: {} }],
        [url, 'a', { protocols: 'b' }],
        [url, 'a', 5],
      ];
      const errors = refused.map((args) => {
        try {
          return new ReconnectingWebSocket(...args).url;
        } catch ({ name, message }) {
          return `${name}: ${message}`;
        }
      });
      return [...errors, JSON.stringify(leftOver())];
    });
    const expected = [
      /^TypeError: .*1 argument/,
      /^SyntaxError: .*ftp/,
      /^SyntaxError: /,
      /^RangeError: jitter .*1\.5/,
      /^RangeError: growth .*0\.5/,
      /^RangeError: firstDelay .*NaN/,
      /^RangeError: maxAttempts .*-1/,
      /^TypeError: shouldReconnect .*true/,
      /^TypeError: overflow .*drop/,
      /^TypeError: heartbeat .*30000/,
      /^RangeError: interval .*0/,
      /^TypeError: payload .*ping/,
      /^TypeError: signal /,
      /^TypeError: protocols .*once.* b /,
      /^TypeError: options .*5/,
      /^{"timers":0,"listeners":\[\]}$/,
    ];
    assert.equal(errors.length, expected.length);
    expected.forEach((pattern, index) => assert.match(errors[index], pattern));
  });

  test('has event handlers that keep their place, as the host has', async () => {
    const found = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      const order = async (Class) => {
        const socket = new Class(url);
        const calls = [];
        socket.onopen = () => calls.push('replaced');
        socket.addEventListener('open', () => calls.push('listener'));
        socket.onopen = function onOpen(event) {
          calls.push(`handler ${this === socket} ${event.type}`);
        };
        socket.onmessage = () => calls.push('removed');
        socket.addEventListener('message', () => calls.push('before'));
        socket.onmessage = null;
        socket.onmessage = () => calls.push('after');
        socket.onerror = 5;
        socket.onclose = {};
        await next(socket, 'open');
        socket.send('x');
        await next(socket, 'message');
        return [...calls, socket.onerror, typeof socket.onclose];
      };
      return [await order(ReconnectingWebSocket), await order(native)];
    });
    assert.deepEqual(found[0], found[1]);
    assert.deepEqual(found[0], ['handler true open', 'listener', 'before', 'after', null, 'object']);
  });

  test('has the shape of a WebSocket', async () => {
    const found = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      const socket = new ReconnectingWebSocket(url, { startClosed: true });
      socket.binaryType = 'nonsense';
      const missing = [];
      for (const object of [WebSocket, WebSocket.prototype]) {
        const ours = object === WebSocket ? ReconnectingWebSocket : ReconnectingWebSocket.prototype;
        for (const [name, { enumerable, writable, value }] of Object.entries(
          Object.getOwnPropertyDescriptors(object),
        )) {
          const own = Object.getOwnPropertyDescriptor(ours, name);
          const isSame =
            own && own.enumerable === enumerable && own.writable === writable && typeof own.value === typeof value;
          if (!isSame || (typeof value === 'function' && own.value.length !== value.length)) missing.push(name);
        }
      }
      class Chat extends ReconnectingWebSocket {}
      const chat = new Chat(url, { startClosed: true });
      return [
        missing,
        ReconnectingWebSocket.name,
        ReconnectingWebSocket.length,
        `${socket}`,
        socket.binaryType,
        socket.readyState,
        socket.url,
        chat instanceof EventTarget && chat instanceof Chat,
      ];
    });
    assert.deepEqual(found, [[], 'ReconnectingWebSocket', 1, '[object ReconnectingWebSocket]', 'blob', 3, '', true]);
  });
});

// ReconnectingWebSocket in a page: its events, its states, what it sends. When it does what is tested in tests/proto.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inEveryEngine } from './pages.mjs';
import { helpers } from './reconnecting_page.mjs';

inEveryEngine('ReconnectingWebSocket', ({ engine, visit, echoUrl }) => {
  const inPage = (program, ...args) => visit({ scripts: [helpers] }, program, echoUrl(), ...args);

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

  test('sends what waited before what open listeners send, and nothing twice', async () => {
    const log = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      const socket = new ReconnectingWebSocket(url);
      const log = record(socket);
      socket.onopen = () => socket.send('from open');
      socket.send('first');
      socket.send('second');
      const waiting = socket.bufferedAmount;
      while (log.length < 4) await next(socket, 'message');
      return [waiting, ...log, socket.bufferedAmount];
    });
    assert.deepEqual(log, [11, 'open 1', 'message first 1', 'message second 1', 'message from open 1', 0]);
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
        const before = leftOver().listeners.length;
        socket.close(1000, 'done');
        socket.close();
        const during = socket.readyState;
        await next(socket, 'close');
        await afterTasks();
        found[state] = [before > 0, during, ...log, JSON.stringify(leftOver())];
      }
      return found;
    });
    const failed = ['error 3', 'close 1006 "" unclean 3'];
    const nothing = '{"timers":0,"listeners":[]}';
    assert.deepEqual(found, {
      'asking a provider': [true, 2, ...failed, nothing],
      connecting: [true, 2, ...failed, nothing],
      open: [true, 2, 'close 1000 "done" clean 3', nothing],
      waiting: [true, 2, ...failed, nothing],
    });
  });

  test('checks what close() and reconnect() are given in every state, and changes nothing where it is refused', async () => {
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

  test('keeps the queue within its limits, and tells what had no room', async () => {
    const found = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      const found = {};
      for (const overflow of ['error', 'drop-oldest', 'drop-newest']) {
        const socket = new ReconnectingWebSocket(url, {
          startClosed: true,
          maxQueuedBytes: 10,
          maxQueuedMessages: 3,
          overflow,
        });
        const log = record(socket);
        for (const text of ['aaaa', 'bbbb', 'cccc', 'd']) {
          try {
            socket.send(text);
          } catch ({ name }) {
            log.push(`${name} ${socket.bufferedAmount}`);
          }
        }
        await next(socket, 'overflow');
        socket.reconnect();
        while (!log.some((line) => line === 'message d 1')) await next(socket, 'message');
        found[overflow] = [...log];
        socket.close();
      }
      return found;
    });
    assert.deepEqual(found, {
      error: [
        'QuotaExceededError 8',
        'overflow 1 4 error 3',
        'open 1',
        'message aaaa 1',
        'message bbbb 1',
        'message d 1',
      ],
      'drop-oldest': ['overflow 1 4 drop-oldest 3', 'open 1', 'message bbbb 1', 'message cccc 1', 'message d 1'],
      'drop-newest': ['overflow 1 4 drop-newest 3', 'open 1', 'message aaaa 1', 'message bbbb 1', 'message d 1'],
    });
  });

  test('reports what waits when it is closed, and drops what is sent then', async () => {
    const found = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      const socket = new ReconnectingWebSocket(url.replace('echo', 'refuse'), { firstDelay: 1e6, jitter: 0 });
      const log = record(socket);
      await next(socket, 'reconnecting');
      socket.send('one');
      socket.send(new Uint8Array(7));
      socket.close();
      socket.send('late');
      await next(socket, 'undelivered');
      return [...log.slice(3), socket.undelivered, socket.bufferedAmount];
    });
    assert.deepEqual(found, [
      'error 3',
      'close 1006 "" unclean 3',
      'undelivered 2 10 [one,7] 3',
      { messages: 2, bytes: 10 },
      14,
    ]);
  });

  test('finds a server that is gone by its heartbeat', async () => {
    const log = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      const heartbeat = { interval: 60, timeout: 60, payload: () => 'ping', isAnswer: ({ data }) => data === 'ping' };
      let path = 'slow';
      const socket = new ReconnectingWebSocket(() => url.replace('echo', path), { firstDelay: 1, heartbeat });
      const log = record(socket);
      await next(socket, 'open');
      path = 'echo';
      await next(socket, 'open');
      // Longer than a server is given that does not answer.
      await new Promise((resolve) => setTimeout(resolve, 200));
      return [...log];
    });
    assert.deepEqual(log, ['open 1', 'error 3', 'close 1006 "" unclean 3', 'reconnecting 1 heartbeat 0', 'open 1']);
  });

  // WebKit's bufferedAmount is 0 whatever it holds.
  test('reports what a connection has not transmitted in the order of the calls', {
    skip: engine === 'webkit',
  }, async () => {
    const found = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      const heartbeat = { interval: 60, timeout: 60, payload: () => 'ping' };
      const socket = new ReconnectingWebSocket(url.replace('echo', 'slow'), { maxAttempts: 0, heartbeat });
      const log = record(socket);
      await next(socket, 'open');
      const size = 2 ** 20;
      const sent = Array.from({ length: 24 }, (_, index) => new Uint8Array(size).fill(index));
      for (const bytes of sent) socket.send(bytes);
      const { data, messages, bytes } = await next(socket, 'undelivered');
      return {
        isEnd: data.every((buffer, index) => new Uint8Array(buffer)[0] === sent.length - data.length + index),
        isCounted: messages === data.length && bytes === messages * size,
        isNone: messages === 0,
        types: log.map((line) => line.split(' ')[0]),
      };
    });
    assert.deepEqual(found, {
      isEnd: true,
      isCounted: true,
      isNone: false,
      types: ['open', 'error', 'close', 'undelivered', 'giveup'],
    });
  });

  test('waits for the network while the browser says that it is offline', async () => {
    const log = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      let path = 'refuse';
      const socket = new ReconnectingWebSocket(() => url.replace('echo', path), {
        firstDelay: 1e6,
        maxDelay: 1e6,
        jitter: 0,
      });
      const log = record(socket);
      socket.addEventListener('reconnecting', ({ delay }) => log.push(delay === Infinity ? 'for the network' : delay));
      await next(socket, 'reconnecting');
      sayOnline(false);
      path = 'echo';
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

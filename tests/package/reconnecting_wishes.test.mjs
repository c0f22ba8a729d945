// What functions of the page decide for a ReconnectingWebSocket, and what it does for the page: greeting, delay, requests, the queue.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inEveryEngine } from './pages.mjs';
import { HELPERS } from './reconnecting_page.mjs';

inEveryEngine('ReconnectingWebSocket', ({ visit, echoUrl }) => {
  const inPage = (program, ...args) => visit({ scripts: HELPERS }, program, echoUrl(), ...args);

  test('tells functions about the attempt that they are asked for', async () => {
    const found = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      const found = [];
      const signals = [];
      const socket = new ReconnectingWebSocket(
        ({ attempt, closeEvent, signal }) => {
          found.push([attempt, closeEvent?.code, signal.aborted]);
          signals.push(signal);
          return found.length < 3 ? url.replace('echo', 'close?code=4401') : new Promise(() => {});
        },
        { firstDelay: 1 },
      );
      await next(socket, 'reconnecting');
      await next(socket, 'reconnecting');
      while (found.length < 3) await afterTasks(1);
      socket.close();
      return [...found, signals.map(({ aborted }) => aborted)];
    });
    assert.deepEqual(found, [
      [0, null, false],
      [1, 4401, false],
      [2, 4401, false],
      [false, false, true],
    ]);
  });

  test('waits for functions for as long as providerTimeout says', async () => {
    const found = await inPage(async () => {
      const ReconnectingWebSocket = await load();
      const signals = [];
      const never = ({ signal }) => new Promise(() => signals.push(signal));
      const socket = new ReconnectingWebSocket(never, { providerTimeout: 20, connectTimeout: 1e6, firstDelay: 1e6 });
      const { cause, error } = await next(socket, 'reconnecting');
      socket.close();
      return [cause, error.name, signals.map(({ aborted }) => aborted)];
    });
    assert.deepEqual(found, ['provider', 'TimeoutError', [true]]);
  });

  test('sends a greeting on each connection before anything else, and before open', async () => {
    const found = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      const log = [];
      const greeting = async ({ attempt }) => {
        await afterTasks(3);
        log.push(`greeting ${attempt} ${socket.readyState}`);
        return ['hello', new Uint8Array([1, 2]), `attempt ${attempt}`];
      };
      const socket = new ReconnectingWebSocket(url, { greeting, firstDelay: 1 });
      socket.binaryType = 'arraybuffer';
      socket.addEventListener('open', () => log.push('open'));
      socket.addEventListener('message', ({ data }) => log.push(data.byteLength ?? data));
      socket.send('queued');
      const received = (text) =>
        new Promise((resolve) => socket.addEventListener('message', ({ data }) => data === text && resolve()));
      await received('queued');
      socket.reconnect();
      await next(socket, 'open');
      socket.send('again');
      await received('again');
      return [log, socket.undelivered];
    });
    const greeted = ['greeting 0 0', 'open', 'hello', 2, 'attempt 0'];
    assert.deepEqual(found, [[...greeted, 'queued', ...greeted, 'again'], { messages: 0, bytes: 0 }]);
  });

  test('gives up a connection whose greeting fails or takes too long', async () => {
    const found = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      const answers = [
        () => Promise.reject(new Error('no token')),
        () => Symbol('no message'),
        () => new Promise(() => {}),
        () => undefined,
      ];
      const greeting = () => answers.shift()();
      const socket = new ReconnectingWebSocket(url, { greeting, firstDelay: 1, providerTimeout: 300 });
      const log = record(socket);
      socket.addEventListener('reconnecting', ({ error }) => log.push(error.name));
      await next(socket, 'open');
      return log;
    });
    const failed = (attempt, name) => [
      'error 3',
      'close 1006 "" unclean 3',
      `reconnecting ${attempt} provider 0`,
      name,
    ];
    const expected = [...failed(1, 'Error'), ...failed(2, 'TypeError'), ...failed(3, 'TimeoutError'), 'open 1'];
    assert.deepEqual(found, expected);
  });

  test('waits for as long as delay() says', async () => {
    const found = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      const asked = [];
      const answers = [
        () => 3,
        () => -1,
        () => {
          throw new Error('from delay');
        },
        () => Infinity,
      ];
      addEventListener('error', (event) => {
        asked.push(event.error.message);
        event.preventDefault();
      });
      const delay = (attempt, { code }) => {
        asked.push([attempt, code]);
        return answers.shift()();
      };
      const socket = new ReconnectingWebSocket(url.replace('echo', 'close?code=4000'), {
        delay,
        firstDelay: 1,
        growth: 1,
        jitter: 0,
      });
      const delays = [];
      while (answers.length) delays.push(`${(await next(socket, 'reconnecting')).delay}`);
      await afterTasks();
      const closing = new ReconnectingWebSocket(url.replace('echo', 'close'), { delay: () => closing.close() });
      const log = record(closing);
      await next(closing, 'close');
      await next(closing, 'close');
      return [asked, delays, log.filter((line) => line.startsWith('reconnecting')), socket.readyState];
    });
    assert.deepEqual(found, [
      [[1, 4000], [2, 4000], [3, 4000], 'from delay', [4, 4000]],
      ['3', '1', '1', 'Infinity'],
      [],
      0,
    ]);
  });

  test('gives its queue away', async () => {
    const found = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      const socket = new ReconnectingWebSocket(url, { startClosed: true });
      socket.send('first');
      socket.send(new Uint8Array([1, 2]));
      const before = socket.bufferedAmount;
      const taken = socket.takeQueued();
      const found = [before, socket.bufferedAmount, taken.map((data) => data.byteLength ?? data), socket.takeQueued()];
      socket.send('later');
      socket.reconnect();
      found.push((await next(socket, 'message')).data, socket.takeQueued(), socket.undelivered.messages);
      return found;
    });
    assert.deepEqual(found, [7, 0, ['first', 2], [], 'later', [], 0]);
  });

  for (const kind of ['plain', 'reconnecting']) {
    test(`request() resolves to the answer, on a ${kind} socket`, async () => {
      const found = await inPage(async (url, kind) => {
        const { WebSocket } = await import('/package/dist/index.js');
        const { ReconnectingWebSocket, request } = await import('/package/dist/reconnecting.js');
        const make = (path) => new (kind === 'plain' ? WebSocket : ReconnectingWebSocket)(url.replace('echo', path));
        const socket = make('echo');
        if (kind === 'plain') await next(socket, 'open');
        const is = (text) => ({ isAnswer: ({ data }) => data === text });
        const outcome = (promise) =>
          promise.then(
            ({ data }) => data,
            ({ name, code, message }) =>
              `${name} ${typeof code === 'number' && name === 'Error' ? code : ''} ${message}`.slice(0, 40),
          );
        const controller = new AbortController();
        const found = await Promise.all([
          outcome(request(socket, 'one', is('one'))),
          outcome(request(socket, 'two', is('two'))),
          outcome(request(socket, 'three', { ...is('none'), timeout: 1 })),
          outcome(
            request(socket, 'four', {
              isAnswer() {
                throw new RangeError('from isAnswer');
              },
            }),
          ),
          outcome(request(socket, 'five', { signal: AbortSignal.abort(new Error('aborted before')), ...is('five') })),
          outcome(
            request(socket, 'six', { signal: controller.signal, ...is('none') }).finally(
              controller.abort(new Error('aborted')),
            ),
          ),
          outcome(request(socket, 'seven')),
        ]);
        const lost = make('drop?after=1');
        await next(lost, 'open');
        found.push(await outcome(request(lost, 'lost', is('none'))));
        return found;
      }, kind);
      assert.deepEqual(found, [
        'one',
        'two',
        'TimeoutError  There was no answer within 1 ms.'.slice(0, 40),
        'RangeError  from isAnswer',
        'Error  aborted before',
        'Error  aborted',
        'TypeError  isAnswer has to be a function',
        'Error 1006 The connection ended with code 1006 and reason'.slice(0, 40),
      ]);
    });
  }

  test('request() waits for a connection, and ends with close() and giveup', async () => {
    const found = await inPage(async (url) => {
      const { ReconnectingWebSocket, request } = await import('/package/dist/reconnecting.js');
      const options = { isAnswer: ({ data }) => data === 'hello' };
      let path = 'refuse';
      const makeUrl = () => url.replace('echo', path);
      const waiting = new ReconnectingWebSocket(makeUrl, { firstDelay: 1 });
      const closed = new ReconnectingWebSocket(makeUrl, { firstDelay: 1e6 });
      const givenUp = new ReconnectingWebSocket(makeUrl, { maxAttempts: 0 });
      const codeOf = (promise) => promise.catch(({ code }) => code);
      const requests = [waiting, closed, givenUp].map((socket) => codeOf(request(socket, 'hello', options)));
      await next(closed, 'reconnecting');
      closed.close();
      await next(waiting, 'reconnecting');
      path = 'echo';
      const [answer, ...codes] = await Promise.all(requests);
      return [answer.data, ...codes];
    });
    assert.deepEqual(found, ['hello', 1006, 1006]);
  });
});

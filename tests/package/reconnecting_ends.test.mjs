// ReconnectingWebSocket: every wait has an end, options are taken for what they are, and drained() and inspect() go across connections.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inEveryEngine } from './pages.mjs';
import { HELPERS } from './reconnecting_page.mjs';

inEveryEngine('ReconnectingWebSocket', ({ visit, echoUrl }) => {
  const inPage = (program, path = '/echo') => visit({ scripts: HELPERS }, program, echoUrl().replace('/echo', path));

  test('does not wait for a provider for longer than connectTimeout, and asks again when the network or the page is back', async () => {
    const found = await inPage(async () => {
      const ReconnectingWebSocket = await load();
      let asked = 0;
      const never = () => {
        asked += 1;
        return new Promise(() => {});
      };
      const limited = new ReconnectingWebSocket(never, { connectTimeout: 50, maxAttempts: 0 });
      const log = record(limited);
      const { error } = await next(limited, 'giveup');
      const waiting = new ReconnectingWebSocket(never, { connectTimeout: 60_000 });
      await afterTasks();
      const before = asked;
      sayOnline(true);
      await afterTasks();
      const online = asked;
      document.dispatchEvent(new Event('visibilitychange'));
      await afterTasks();
      waiting.close();
      return { log, error: error.name, before, online, seen: asked };
    });
    assert.deepEqual(found, {
      log: ['error 3', 'close 1006 "" unclean 3', 'giveup 0 provider 3'],
      error: 'TimeoutError',
      before: 2,
      online: 3,
      seen: 4,
    });
  });

  test('ends at once by a second close() or reconnect() in a later task, and by its signal', async () => {
    const found = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      const force = {
        close: (socket) => socket.close(),
        reconnect: (socket) => socket.reconnect(),
        abort: (socket, controller) => controller.abort(),
      };
      const outcomes = {};
      for (const [name, act] of Object.entries(force)) {
        const controller = new AbortController();
        const socket = new ReconnectingWebSocket(url, {
          closeTimeout: 1e9,
          highWaterMark: 1,
          signal: controller.signal,
        });
        await next(socket, 'open');
        for (let index = 0; index < 8; index += 1) socket.send(new Uint8Array(2 ** 22));
        const [first] = name === 'reconnect' ? ['reconnect'] : ['close'];
        socket[first]();
        socket[first]();
        const states = [socket.readyState];
        await new Promise((resolve) => setTimeout(resolve, 30));
        states.push(socket.readyState);
        const closed = next(socket, 'close');
        act(socket, controller);
        outcomes[name] = [...states, (await closed).code];
        socket.close();
      }
      return outcomes;
    }, '/slow');
    assert.deepEqual(found, { close: [2, 2, 1006], reconnect: [2, 2, 1006], abort: [2, 2, 1006] });
  });

  test('ends the same way if nothing waits, and at once only by a call in a later task', async () => {
    const found = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      const outcomes = {};
      for (const name of ['close', 'reconnect', 'timeout']) {
        const socket = new ReconnectingWebSocket(url, { closeTimeout: name === 'timeout' ? 20 : 1e9 });
        await next(socket, 'open');
        const closed = next(socket, 'close');
        socket.close();
        socket.close();
        await Promise.resolve();
        socket.close();
        const states = [socket.readyState];
        await new Promise((resolve) => setTimeout(resolve, 30));
        // It makes no difference what else was called since.
        socket.send('too late');
        if (name !== 'timeout') states.push(socket.readyState);
        if (name === 'reconnect') socket.reconnect();
        // The first call in this task is another command.
        if (name !== 'timeout') socket[name]();
        outcomes[name] = [...states, (await closed).code];
        socket.close();
      }
      return outcomes;
    }, '/no-close-answer');
    assert.deepEqual(found, { close: [2, 2, 1006], reconnect: [2, 2, 1006], timeout: [2, 1006] });
  });

  test('is in the same task also if another connection was closed in it before', async () => {
    const found = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      const sockets = [];
      for (let index = 0; index < 2; index += 1) {
        sockets[index] = new ReconnectingWebSocket(url, { closeTimeout: 1e9 });
        await next(sockets[index], 'open');
      }
      const [first, second] = sockets;
      const turns = async (count) => {
        for (let index = 0; index < count; index += 1) await undefined;
      };
      const closed = next(second, 'close');
      first.close();
      await turns(6);
      second.close();
      await turns(6);
      second.close();
      const states = [second.readyState];
      await new Promise((resolve) => setTimeout(resolve, 0));
      second.close();
      states.push(second.readyState, (await closed).code);
      first.close();
      return states;
    }, '/no-close-answer');
    assert.deepEqual(found, [2, 3, 1006]);
  });

  test('keeps the options of the heartbeat apart from its own', async () => {
    const found = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      let asked = 0;
      const outside = new ReconnectingWebSocket(url, {
        payload: () => 'ping',
        isAnswer: () => {
          asked += 1;
          return true;
        },
        timeout: 1,
      });
      await next(outside, 'open');
      sayOnline(true);
      outside.send('back');
      const { data } = await next(outside, 'message');
      const silent = new ReconnectingWebSocket(url, {
        heartbeat: { interval: 1, timeout: 60_000, payload: () => undefined },
      });
      const log = record(silent);
      await next(silent, 'open');
      // Last: browsers establish one connection to a server at a time.
      const within = new ReconnectingWebSocket(url.replace('echo', 'stall'), {
        connectTimeout: 60_000,
        heartbeat: { connectTimeout: 1, closeTimeout: 1 },
      });
      await new Promise((resolve) => setTimeout(resolve, 60));
      const states = [outside, within, silent].map(({ readyState }) => readyState);
      for (const socket of [outside, within, silent]) socket.close();
      return { asked, data, states, log: log.slice(0, 1) };
    });
    assert.deepEqual(found, { asked: 0, data: 'back', states: [1, 0, 1], log: ['open 1'] });
  });

  test('takes null for no subprotocols, and refuses a third argument beside a dictionary', async () => {
    const found = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      const socket = new ReconnectingWebSocket(url, null, { protocols: ['chat'] });
      await next(socket, 'open');
      const { protocol } = socket;
      socket.close();
      const rejections = [];
      addEventListener('unhandledrejection', (event) => rejections.push(String(event.reason)));
      const failing = new ReconnectingWebSocket(() => Promise.reject(new Error('no token')), {
        protocols: () => {
          throw new Error('none');
        },
        maxAttempts: 0,
      });
      await next(failing, 'giveup');
      await afterTasks();
      try {
        new ReconnectingWebSocket(url, {}, { protocols: 'chat' });
      } catch ({ name, message }) {
        return { protocol, rejections, name, message };
      }
    });
    assert.deepEqual(found, {
      protocol: 'chat',
      rejections: [],
      name: 'TypeError',
      message: 'the third argument has to be left out if the second one has the options. [object Object] is not.',
    });
  });

  test('is waited for by drained(): for its queue, across connections, until bytes are lost', async () => {
    const found = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      const { drained } = await import('/package/dist/index.js');
      const socket = new ReconnectingWebSocket(url, { startClosed: true, firstDelay: 1 });
      socket.send('waits');
      const tell = ({ name, code, message }) => ({ name, code, message });
      const outcomes = [await drained(socket).catch(tell)];
      socket.reconnect();
      await Promise.all([drained(socket), drained(socket, { below: 4 })]);
      outcomes.push(socket.bufferedAmount);
      const controller = new AbortController();
      socket.reconnect();
      socket.send(new Uint8Array(2 ** 20));
      const aborted = drained(socket, { signal: controller.signal }).catch((reason) => reason);
      controller.abort('enough');
      outcomes.push(await aborted);
      await drained(socket);
      socket.close();
      await next(socket, 'close');
      socket.send('lost');
      outcomes.push(await drained(socket, { below: 100 }).catch(tell));
      return outcomes;
    });
    assert.deepEqual(found, [
      {
        name: 'InvalidStateError',
        code: 11,
        message: 'The connection has ended: 5 bytes were not transmitted.',
      },
      0,
      'enough',
      {
        name: 'InvalidStateError',
        code: 11,
        message: 'The connection has ended: 4 bytes were not transmitted.',
      },
    ]);
  });

  test('is counted by inspect(): all connections, what waits, and what was dropped', async () => {
    const found = await inPage(async (url) => {
      const ReconnectingWebSocket = await load();
      const { inspect } = await import('/package/dist/index.js');
      const socket = new ReconnectingWebSocket(url, { firstDelay: 1 });
      const inspector = inspect(socket);
      for (let count = 0; count < 2; count += 1) {
        await next(socket, 'open');
        socket.send('and drop');
        await next(socket, 'reconnecting');
      }
      socket.send('waits');
      const { sent, queued, close } = inspector.snapshot();
      socket.close();
      await next(socket, 'close');
      socket.send('lost');
      const { dropped, readyState } = inspector.snapshot();
      inspector.detach();
      const refused = [inspector, socket].map((object) => {
        try {
          structuredClone(object);
        } catch ({ name }) {
          return name;
        }
      });
      return { sent, queued, code: close.code, dropped, readyState, refused, tag: `${inspector}` };
    }, '/drop?after=1');
    assert.deepEqual(found, {
      sent: { messages: 2, bytes: 16 },
      queued: { messages: 1, bytes: 5 },
      code: 1006,
      dropped: { messages: 2, bytes: 9 },
      readyState: 3,
      refused: ['DataCloneError', 'DataCloneError'],
      tag: '[object Inspector]',
    });
  });
});

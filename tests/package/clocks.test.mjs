// The one clock: fake timers of test tools drive all of the package, and the order of events depends on none.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inNode } from './node_programs.mjs';

const HOST = `
  import { mock } from 'node:test';
  import { wrapHost } from 'websocket-wasm/wrap-host';
  import { ReconnectingWebSocket } from 'websocket-wasm/reconnecting';
  import { drained } from 'websocket-wasm';
  const hosts = [];
  const WebSocket = wrapHost(class {
    readyState = 0;
    bufferedAmount = 0;
    constructor() { hosts.push(this); }
    send() {}
    close() {}
  });
  const latest = () => hosts.at(-1);
  // Some events come in tasks of their own.
  const settled = async () => { for (let index = 0; index < 20; index += 1) await new Promise((resolve) => setImmediate(resolve)); };
  const fakeTimers = () => mock.timers.enable({ apis: ['setTimeout'] });
  const tick = async (milliseconds) => {
    mock.timers.tick(milliseconds);
    await settled();
  };
`;

inNode('a faked setTimeout, after the import and with the real clock', (program) => {
  test('drives the attempts of a ReconnectingWebSocket, its connectTimeout and its heartbeat', async () => {
    assert.deepEqual(
      await program(`${HOST}
      fakeTimers();
      const socket = new ReconnectingWebSocket('ws://host.test/', {
        firstDelay: 1_000, jitter: 0, connectTimeout: 2_000, heartbeat: { interval: 20_000, timeout: 5_000 },
      });
      const log = [];
      for (const type of ['open', 'error', 'close', 'reconnecting', 'giveup']) socket.addEventListener(type, () => log.push(type));
      await settled();
      await tick(1_999);
      log.push('connectTimeout');
      await tick(1);
      log.push(hosts.length);
      await tick(999);
      log.push(hosts.length);
      // The clock is real: a slow machine spends some of it between error and close.
      await tick(100);
      log.push(hosts.length);
      latest().onopen();
      await settled();
      log.push('heartbeat');
      for (let second = 0; second < 24; second += 1) await tick(1_000);
      log.push(socket.readyState);
      await tick(1_000);
      return log;
    `),
      [
        'connectTimeout',
        'error',
        'close',
        'reconnecting',
        1,
        1,
        2,
        'open',
        'heartbeat',
        1,
        'error',
        'close',
        'reconnecting',
      ],
    );
  });

  test('drives closeTimeout, connectTimeout and drained() of the plain class', async () => {
    assert.deepEqual(
      await program(`${HOST}
      fakeTimers();
      const log = [];
      const made = (name, options) => {
        const socket = new WebSocket('ws://host.test/', options);
        for (const type of ['error', 'close']) socket.addEventListener(type, () => log.push(name + ' ' + type));
        return socket;
      };
      made('slow', { connectTimeout: 500 });
      await tick(499);
      log.push('499 ms');
      await tick(1);
      const closing = made('closing', { closeTimeout: 500 });
      latest().onopen();
      closing.close();
      await tick(499);
      log.push('499 ms');
      await tick(1);
      const full = made('full');
      latest().onopen();
      latest().bufferedAmount = 10;
      drained(full).then(() => log.push('drained'));
      await tick(1_000);
      log.push('room');
      latest().bufferedAmount = 0;
      await tick(1_000);
      return log;
    `),
      ['499 ms', 'slow error', 'slow close', '499 ms', 'closing error', 'closing close', 'room', 'drained'],
    );
  });

  test('is followed by the real one if it is taken away, and by another', async () => {
    assert.deepEqual(
      await program(`${HOST}
      // Long enough that no real timer rings while they are faked: what it set then would never ring.
      const socket = new ReconnectingWebSocket('ws://host.test/', { firstDelay: 200, growth: 1, jitter: 0, connectTimeout: 200 });
      while (hosts.length < 2) await new Promise((resolve) => setTimeout(resolve, 1));
      fakeTimers();
      await tick(60_000);
      const { now } = performance;
      // A fake clock that starts anew.
      performance.now = () => 0;
      mock.timers.reset();
      const before = hosts.length;
      while (hosts.length < before + 3) await new Promise((resolve) => setTimeout(resolve, 1));
      socket.close();
      return 'went on';
    `),
      'went on',
    );
  });
});

inNode('what is faked or replaced before or after the import', (program) => {
  for (const when of ['before', 'after']) {
    test(`queueMicrotask that is never flushed, ${when} the import: close follows error`, async () => {
      const fake = 'globalThis.queueMicrotask = () => {};';
      assert.deepEqual(
        await program(`
        ${when === 'before' ? "import './no_microtasks.mjs';" : ''}
        ${HOST}
        ${when === 'after' ? fake : ''}
        const log = [];
        const socket = new WebSocket('ws://host.test/', { closeTimeout: 0 });
        const other = new WebSocket('ws://host.test/');
        for (const target of [socket, other]) for (const type of ['error', 'close']) target.addEventListener(type, () => log.push(type));
        hosts[0].onopen();
        socket.close();
        hosts[1].onerror();
        hosts[1].onclose({ code: 1006 });
        while (log.length < 4) await new Promise((resolve) => setTimeout(resolve));
        return log.sort();
      `),
        ['close', 'close', 'error', 'error'],
      );
    });
  }

  test('event classes of another implementation after the import: a ReconnectingWebSocket goes on', async () => {
    assert.deepEqual(
      await program(`${HOST}
      for (const name of ['Event', 'EventTarget', 'MessageEvent', 'CloseEvent', 'AbortSignal']) globalThis[name] = class {};
      const socket = new ReconnectingWebSocket('ws://host.test/', { firstDelay: 0, jitter: 0 });
      const log = [];
      for (const type of ['open', 'message', 'close', 'reconnecting']) socket['on' + type] = () => log.push(type);
      await settled();
      latest().onopen();
      latest().onmessage({ data: 'x' });
      latest().onclose({ code: 1001, wasClean: true });
      while (hosts.length < 2) await new Promise((resolve) => setTimeout(resolve));
      latest().onopen();
      return log;
    `),
      ['open', 'message', 'close', 'reconnecting', 'open'],
    );
  });

  test('a dispatchEvent or a listener that throws leaves nothing undone', async () => {
    assert.deepEqual(
      await program(`${HOST}
      const errors = [];
      process.on('uncaughtException', ({ message }) => errors.push(message));
      class Mine extends ReconnectingWebSocket {
        dispatchEvent() { throw new Error('never called'); }
      }
      const socket = new Mine('ws://host.test/', { firstDelay: 0, jitter: 0, shouldReconnect() { throw new Error('of shouldReconnect'); } });
      socket.onclose = () => { throw new Error('of a listener'); };
      await settled();
      latest().onopen();
      latest().onclose({ code: 1001, wasClean: true });
      while (hosts.length < 2) await new Promise((resolve) => setTimeout(resolve));
      return errors.sort();
    `),
      ['of a listener', 'of shouldReconnect'],
    );
  });

  test('timers that throw: the package uses its own', async () => {
    assert.deepEqual(
      await program(`${HOST}
      const { setTimeout } = globalThis;
      const broken = () => { throw new Error('broken'); };
      globalThis.setTimeout = broken;
      globalThis.clearTimeout = broken;
      performance.now = broken;
      const socket = new WebSocket('ws://host.test/', { connectTimeout: 5 });
      const { code } = await next(socket, 'close');
      return code;
    `),
      1006,
    );
  });
});

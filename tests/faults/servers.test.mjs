// A ReconnectingWebSocket with servers that die, stop, or do not answer: every message is numbered, and accounted for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startServer } from '../server/server.mjs';
import { startCaddy } from './lib/caddy.mjs';
import { QUICK, accountFor, inEveryEngine, serve, tellsNothing, upTo } from './lib/in_every_engine.mjs';
import { Log } from './lib/log.mjs';
import { startNumbersServer } from './lib/numbers_server.mjs';
import { startSilentServer } from './lib/silent_server.mjs';

inEveryEngine(
  'a server',
  ({ engine, page }) => {
    test('that is killed and started again gets what was sent meanwhile, once and in order', async (t) => {
      const { log, server } = await serve(t);
      const socket = await connect(page(), server);
      await socket.exchange(20);
      await socket.sendAt('reconnecting', 10);
      await server.kill();
      await socket.until('reconnecting', 2);
      await server.start();
      await socket.until('open', 2);
      await socket.exchange(10);
      assert.deepEqual((await accountFor(socket, log)).received, upTo(40));
    });

    const skip = tellsNothing(engine);
    test('that is killed in the middle of megabytes got the first of them, and the last are reported', {
      skip,
    }, async (t) => {
      const { log, server } = await serve(t);
      const socket = await connect(page(), server);
      await socket.exchange(1);
      server.suspend();
      await socket.send(200, 100_000);
      await server.kill();
      await socket.until('undelivered');
      await server.start();
      await socket.until('open', 2);
      await socket.exchange(10);
      const { received, undelivered } = await accountFor(socket, log);
      assert.equal(undelivered.at(-1), 201);
      assert.deepEqual(received.slice(-10), upTo(211).slice(-10));
    });

    test('that is killed for longer than the queue can hold gets the newest, and the page hears how many were dropped', async (t) => {
      const { log, server } = await serve(t);
      const socket = await connect(page(), server, { maxQueuedMessages: 10, overflow: 'drop-oldest' });
      await socket.exchange(1);
      await socket.sendAt('reconnecting', 15);
      await server.kill();
      await socket.until('overflow');
      await server.start();
      await socket.until('answered', 16);
      const { received, overflowed } = await accountFor(socket, log);
      assert.deepEqual(received, [1, ...upTo(16).slice(6)]);
      assert.equal(overflowed, 5);
    });

    test('that stays away is given up, and after reconnect() gets what had waited', async (t) => {
      const { log, server } = await serve(t);
      const socket = await connect(page(), server, { maxAttempts: 2 });
      await socket.exchange(1);
      await socket.sendAt('reconnecting', 5);
      await server.kill();
      await socket.until('giveup');
      await server.start();
      await socket.reconnect();
      await socket.until('open', 2);
      await socket.exchange(1);
      const { received } = await accountFor(socket, log);
      assert.deepEqual(received, upTo(received.length));
      assert.ok(received.length > 6);
    });

    test('that closes for a restart gets all, over the next connection', async (t) => {
      const { log, server } = await serve(t);
      const socket = await connect(page(), server);
      await socket.exchange(10);
      await socket.sendAt('reconnecting', 10);
      await socket.askForClose(1012);
      await socket.until('open', 2);
      await socket.exchange(10);
      assert.deepEqual((await accountFor(socket, log)).received, upTo(31));
    });

    test('that stops is found out by the heartbeat, and found again when it goes on', async (t) => {
      const { log, server } = await serve(t);
      const socket = await connect(page(), server, { connectTimeout: 500, heartbeat: { interval: 100, timeout: 300 } });
      await socket.exchange(10);
      // On a slow machine the time to connect may have been over before.
      const before = await causes(socket);
      server.suspend();
      await socket.until('reconnecting', before.length + 2);
      server.resume();
      await socket.until('open', 2);
      await socket.exchange(10);
      assert.deepEqual((await causes(socket)).slice(before.length, before.length + 2), ['heartbeat', 'failed']);
      assert.deepEqual((await accountFor(socket, log)).received, upTo(20));
    });

    test('that takes TCP and never answers is left when the time to connect is over, until there is another one', async (t) => {
      const silent = await startSilentServer();
      t.after(silent.close);
      const socket = await page().open(silent.url, { ...QUICK, connectTimeout: 300 });
      await socket.send(10);
      await socket.until('reconnecting', 2);
      await silent.close();
      const log = new Log();
      const server = await startNumbersServer(log, { port: silent.port });
      t.after(() => server.kill());
      await socket.until('answered', 10);
      assert.deepEqual((await accountFor(socket, log)).received, upTo(10));
    });

    for (const className of ['WebSocket', 'ReconnectingWebSocket']) {
      test(`that never answers a Close frame: ${className} is closed when the time for it is over`, async (t) => {
        const server = await startServer();
        t.after(() => server.close());
        const socket = await page().open(`${server.url}/no-close-answer`, { closeTimeout: 300 }, className);
        await socket.until('open');
        await socket.close(4000, 'adieu');
        await socket.until('close');
        const { readyState, wasClean, code } = (await socket.record()).at(-1);
        assert.deepEqual({ readyState, wasClean, code }, { readyState: 3, wasClean: false, code: 1006 });
      });
    }

    test('that takes TCP and never answers: WebSocket fails when the time to connect is over', async (t) => {
      const silent = await startSilentServer();
      t.after(silent.close);
      const socket = await page().open(silent.url, { connectTimeout: 300 }, 'WebSocket');
      await socket.until('close');
      assert.deepEqual(
        (await socket.record()).map(({ type, readyState }) => [type, readyState]),
        [
          ['error', 3],
          ['close', 3],
        ],
      );
    });

    test('of two behind Caddy that is killed leaves its clients to the other', async (t) => {
      const log = new Log();
      const nodes = [
        await startNumbersServer(log, { name: 'first' }),
        await startNumbersServer(log, { name: 'second' }),
      ];
      t.after(() => Promise.all(nodes.map((node) => node.kill())));
      const caddy = await startCaddy(nodes.map(({ port }) => port));
      t.after(caddy.close);
      const socket = await connect(page(), caddy);
      await socket.exchange(20);
      await socket.sendAt('reconnecting', 10);
      await nodes[0].kill();
      await socket.until('open', 2);
      await socket.exchange(10);
      const connections = log.of(socket.client);
      assert.deepEqual(
        connections.map(({ name }) => name),
        ['first.1-1', 'second.1-1'],
      );
      assert.deepEqual((await accountFor(socket, log)).received, upTo(40));
    });
  },
  { isSideBySide: true },
);

async function connect(page, { url }, options) {
  const socket = await page.open(url, { ...QUICK, ...options });
  await socket.until('open');
  return socket;
}

/** Why connections were made again. */
async function causes(socket) {
  return (await socket.record()).filter(({ type }) => type === 'reconnecting').map(({ cause }) => cause);
}

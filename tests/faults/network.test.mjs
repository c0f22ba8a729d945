// A ReconnectingWebSocket over a network that fails in every way: every message is numbered, and accounted for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountFor, inEveryEngine, QUICK, serve, tellsNothing, upTo } from './lib/in_every_engine.mjs';

const HEARTBEAT = { interval: 100, timeout: 300 };

inEveryEngine(
  'a proxy',
  ({ engine, page }) => {
    test('that delays, and forwards slowly, changes nothing: all arrives over one connection', async (t) => {
      const { log, proxy } = await serve(t, { delay: 30, rate: 200_000 });
      const socket = await connect(page(), proxy);
      await socket.exchange(20, 2_000);
      const account = await accountFor(socket, log);
      assert.deepEqual(account.received, upTo(20));
      assert.equal(log.of(socket.client).length, 1);
    });

    test('that resets the connection loses only what was on its way', async (t) => {
      const { log, proxy } = await serve(t);
      const socket = await connect(page(), proxy);
      await socket.exchange(20);
      await socket.sendAt('reconnecting', 10);
      await socket.send(10);
      proxy.latest.reset();
      await socket.until('open', 2);
      await socket.exchange(10);
      const { received } = await accountFor(socket, log);
      assert.deepEqual(
        received.filter((number) => number <= 20 || number > 30),
        [...upTo(20), ...upTo(50).slice(30)],
      );
    });

    test('that stalls is found out by the heartbeat', async (t) => {
      const { log, proxy } = await serve(t);
      const socket = await connect(page(), proxy, { heartbeat: HEARTBEAT });
      await socket.exchange(20);
      proxy.latest.stall();
      await socket.send(10);
      await socket.until('open', 2);
      await socket.exchange(10);
      await assertCause(socket, 'heartbeat');
      assert.deepEqual((await accountFor(socket, log)).received, [...upTo(20), ...upTo(40).slice(30)]);
    });

    for (const way of ['up', 'down']) {
      test(`that forwards nothing ${way === 'up' ? 'to' : 'from'} the server any more is found out by the heartbeat`, async (t) => {
        const { log, proxy } = await serve(t);
        const socket = await connect(page(), proxy, { heartbeat: HEARTBEAT });
        await socket.exchange(20);
        proxy.latest[way].swallow();
        await socket.send(10);
        await socket.until('open', 2);
        await socket.exchange(10);
        await assertCause(socket, 'heartbeat');
        const arrived = way === 'up' ? [...upTo(20), ...upTo(40).slice(30)] : upTo(40);
        assert.deepEqual((await accountFor(socket, log)).received, arrived);
      });
    }

    test('that ends the direction from the server, without a Close frame, has the connection made again', async (t) => {
      const { log, proxy } = await serve(t);
      const socket = await connect(page(), proxy);
      await socket.exchange(20);
      await socket.sendAt('reconnecting', 10);
      proxy.latest.down.end();
      await socket.until('open', 2);
      await socket.exchange(10);
      assert.deepEqual((await accountFor(socket, log)).received, upTo(40));
    });

    const skip = tellsNothing(engine);
    test('that stalls before megabytes are sent has those reported that did not leave the browser', {
      skip,
    }, async (t) => {
      const { log, proxy } = await serve(t);
      const socket = await connect(page(), proxy, { heartbeat: HEARTBEAT });
      await socket.exchange(1);
      proxy.latest.stall();
      await socket.send(200, 100_000);
      await socket.until('undelivered');
      await socket.until('open', 2);
      await socket.exchange(10);
      const { undelivered, received } = await accountFor(socket, log);
      assert.equal(undelivered.at(-1), 201);
      assert.deepEqual(received.slice(-10), upTo(211).slice(-10));
      assert.equal((await socket.state()).undelivered.messages, undelivered.length);
    });

    test('that stalls before megabytes of memory are sent that the page uses again has each reported as it was', {
      skip,
    }, async (t) => {
      const { log, proxy } = await serve(t);
      const socket = await connect(page(), proxy, { heartbeat: HEARTBEAT, dialect: 'binary' });
      await socket.exchange(20, 1_000);
      proxy.latest.stall();
      await socket.send(200, 100_000);
      await socket.until('undelivered');
      await socket.until('open', 2);
      await socket.exchange(10, 1_000);
      const { undelivered, received } = await accountFor(socket, log);
      assert.equal(undelivered.at(-1), 220);
      assert.deepEqual(received.slice(-10), upTo(230).slice(-10));
    });

    test('that stalls before such are sent, and nobody listens for what is lost: their bytes are counted as they were', {
      skip,
    }, async (t) => {
      const { log, proxy } = await serve(t);
      const options = { heartbeat: HEARTBEAT, dialect: 'binary', ignored: ['undelivered'] };
      const socket = await connect(page(), proxy, options);
      await socket.exchange(20, 1_000);
      proxy.latest.stall();
      await socket.send(200, 100_000);
      await socket.until('open', 2);
      await socket.exchange(10, 1_000);
      const { messages, bytes } = (await socket.state()).undelivered;
      const { received } = await accountFor(socket, log);
      assert.ok(messages > 0 && messages <= 230 - received.length, `${messages} messages of ${230 - received.length}`);
      assert.equal(bytes, messages * 100_000);
    });

    test('that refuses connections for a while has them tried again', async (t) => {
      const { log, proxy } = await serve(t);
      const socket = await connect(page(), proxy);
      await socket.exchange(20);
      await socket.sendAt('reconnecting', 10);
      await proxy.close();
      await socket.until('reconnecting', 3);
      await proxy.listen();
      await socket.until('open', 2);
      await socket.exchange(10);
      assert.deepEqual((await accountFor(socket, log)).received, upTo(40));
    });
  },
  { isSideBySide: true },
);

async function connect(page, proxy, options) {
  const socket = await page.open(proxy.url, { ...QUICK, ...options });
  await socket.until('open');
  return socket;
}

/** Checks why the connection was made again. */
async function assertCause(socket, cause) {
  const record = await socket.record();
  assert.equal(record.find(({ type }) => type === 'reconnecting').cause, cause);
}

// A browser that loses its network, and gets it back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountFor, inEveryEngine, QUICK, serve, upTo } from './lib/in_every_engine.mjs';
import { setOnline } from './lib/network.mjs';

inEveryEngine('a browser that is offline', ({ engine, page, driver }) => {
  // The server is on the same machine, so the attempt is made in its time; tests/package has one that is elsewhere.
  test('makes the next attempt soon when it is online again', async (t) => {
    const { log, proxy } = await serve(t);
    // Without `online` the next attempt would be an hour away.
    const socket = await page().open(proxy.url, { ...QUICK, firstDelay: 3_600_000, maxDelay: 3_600_000 });
    await socket.until('open');
    await socket.exchange(10);
    await socket.sendAt('reconnecting', 10);
    const setTo = (isOnline) => setOnline(isOnline, { engine, driver: driver(), page: page() });
    t.after(() => setTo(true));
    await setTo(false);
    proxy.latest.reset();
    await socket.until('reconnecting');
    await setTo(true);
    await socket.until('open', 2);
    await socket.exchange(10);

    const reconnecting = (await socket.record()).filter(({ type }) => type === 'reconnecting');
    assert.deepEqual(
      reconnecting.map(({ delay, cause }) => ({ isFinite: Number(delay) < Infinity, cause })),
      [{ isFinite: true, cause: 'closed' }],
    );
    assert.deepEqual((await accountFor(socket, log)).received, upTo(30));
  });
});

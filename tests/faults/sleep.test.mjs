// A laptop that sleeps: all processes of the browser are stopped, and go on.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { browserProcess } from './lib/browser_process.mjs';
import { accountFor, inEveryEngine, QUICK, serve, upTo } from './lib/in_every_engine.mjs';

/** Longer than both times of the heartbeat together. */
const SLEEP_MS = 600;
const HEARTBEAT = { interval: 100, timeout: 300 };

inEveryEngine('a browser that slept', ({ engine, page }) => {
  test('goes on with the connection that outlived the sleep: a late timer proves nothing', async (t) => {
    const { log, proxy } = await serve(t);
    const socket = await connect(page(), proxy);
    await sleep(engine);
    await socket.exchange(10);
    assert.deepEqual((await accountFor(socket, log)).received, upTo(20));
    assert.equal(log.of(socket.client).length, 1);
  });

  test('finds out that the network has forgotten the connection meanwhile, and makes another', async (t) => {
    const { log, proxy } = await serve(t);
    const socket = await connect(page(), proxy);
    await sleep(engine, () => proxy.latest.swallow());
    await socket.until('reconnecting');
    await socket.until('open', 2);
    await socket.exchange(10);
    const { received } = await accountFor(socket, log);
    assert.deepEqual(received, upTo(20));
    // On a busy machine, an attempt may have taken too long before.
    const causes = (await socket.record()).filter(({ type }) => type === 'reconnecting').map(({ cause }) => cause);
    assert.ok(causes.includes('heartbeat'), causes.join());
  });
});

async function connect(page, { url }) {
  const socket = await page.open(url, { ...QUICK, heartbeat: HEARTBEAT });
  await socket.until('open');
  await socket.exchange(10);
  return socket;
}

/** Meanwhile something may happen. */
async function sleep(engine, happen = () => {}) {
  const { suspend, resume } = browserProcess(engine);
  suspend();
  try {
    happen();
    await pause(SLEEP_MS);
  } finally {
    resume();
  }
}

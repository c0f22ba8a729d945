// `/shared` in several windows of one browser: one connection for all, whatever becomes of a tab.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inEveryEngine } from './pages.mjs';
import { withTabs } from './shared_tabs.mjs';

const messagesOf = (log) => log.filter((line) => line.startsWith('message'));
const LIMIT = { timeout: 120_000 };
/** They notice soon that their worker is lost. */
const WATCHFUL = { pingInterval: 1_000, pingTimeout: 2_000, awayTimeout: 1_000 };

/** Checks that these tabs go on after another has gone: by the same worker, or by another one, and then each has told so. Returns which. */
async function goOn(tabs) {
  await tabs[0].send('after');
  const isTold = (await tabs[0].untilEnd(' after')).includes('undelivered after');
  const text = isTold ? 'again' : 'after';
  if (isTold) {
    // Each tab notices by itself, and gets what comes after it has joined.
    for (const tab of tabs) await tab.until('open', 2);
    await tabs[0].send(text);
  }
  const logs = [];
  for (const tab of tabs) logs.push(await tab.untilEnd(` ${text}`));
  const wasLost = logs[0].includes('missed NaN NaN');
  for (const log of logs) {
    assert.equal(messagesOf(log).filter((line) => line.endsWith(` ${text}`)).length, 1, JSON.stringify(log));
    assert.deepEqual(
      log.filter((line) => !/^(message|undelivered) /.test(line)),
      ['pageshow false', 'open', ...(wasLost ? ['close 1006 "" unclean', 'missed NaN NaN', 'open'] : [])],
    );
  }
  return wasLost;
}

/**
 * By way of a tab to be away: the engines in which the page is then as it was. Firefox keeps no page that has a SharedWorker. To freeze a tab,
 * Chromium's driver passes on a command of its developer tools (`Page.setWebLifecycleState`). The drivers of Firefox and WebKit have no command
 * for it, and neither browser has the events `freeze` and `resume`.
 */
const AWAY = {
  'in the back/forward cache': ['chromium', 'webkit'],
  'at another origin': ['chromium', 'webkit'],
  frozen: ['chromium'],
};

inEveryEngine('a SharedWebSocket', ({ engine, echoUrl, driver }) => {
  const inTabs = async (use) => withTabs(await driver(), echoUrl(), use);

  test('is one connection for all tabs, and each gets every message in order', LIMIT, () =>
    inTabs(async (tabs) => {
      const all = [];
      for (let index = 0; index < 3; index += 1) all.push(await tabs.openAndJoin());
      assert.equal(await tabs.count(), 1);
      for (const [index, tab] of all.entries()) await tab.send(`a${index}`, `b${index}`, `c${index}`);
      const logs = [];
      for (const tab of all) logs.push(messagesOf(await tab.until('message 9 ')));
      for (const log of logs) assert.deepEqual(log, logs[0]);
      // Tabs may overtake each other; what one sends keeps its order.
      for (const index of [0, 1, 2]) {
        const own = logs[0].map((line) => line.split(' ')[2]).filter((text) => text.endsWith(index));
        assert.deepEqual(own, [`a${index}`, `b${index}`, `c${index}`]);
      }
      assert.equal(await tabs.count(), 1);
      assert.equal(await all[0].run(() => socket.isShared), true);
    }),
  );

  test('is left by close(), and closed when nobody is left', LIMIT, () =>
    inTabs(async (tabs) => {
      // Firefox does not tell the worker of a tab that is closed: it is missed in time.
      const options = { linger: 50, pingInterval: 1_000, pingTimeout: 2_000, awayTimeout: 3_000 };
      const [first, second] = [await tabs.openAndJoin(options), await tabs.openAndJoin(options)];
      await first.run(() => {
        socket.send('last words');
        socket.close(3000, 'bye');
        socket.send('too late');
      });
      assert.deepEqual(await first.until('close 3000 "bye" clean'), [
        'pageshow false',
        'open',
        'close 3000 "bye" clean',
      ]);
      await second.send('still here');
      const log = await second.until('message 2 still here');
      assert.deepEqual(messagesOf(log), ['message 1 last words', 'message 2 still here']);
      await tabs.close(second);
      await tabs.untilCount(0);
    }),
  );

  test('is refused to a tab with other options, with an error that names them', LIMIT, () =>
    inTabs(async (tabs) => {
      const first = await tabs.openAndJoin({ maxDelay: 1000 });
      const second = await tabs.open();
      await second.join(tabs.url(), { maxDelay: 2000, linger: 5 }, 'shared');
      const log = await second.until('close 1006 "" unclean');
      assert.match(
        log[1],
        /^error Tabs with the key '.*' share a connection, and another one has other options: .*maxDelay/,
      );
      assert.match(log[1], /linger/);
      await first.send('undisturbed');
      await first.until('message 1 undisturbed');
      assert.equal(await tabs.count(), 1);
    }),
  );

  test('comes back for all tabs, with what they have sent meanwhile', LIMIT, () =>
    inTabs(async (tabs) => {
      const options = { firstDelay: 10, jitter: 0 };
      const both = [await tabs.openAndJoin(options), await tabs.openAndJoin(options)];
      await tabs.dropConnections();
      for (const tab of both) await tab.until('open', 2);
      await both[0].send('again');
      for (const tab of both) {
        const log = await tab.until('message 1 again');
        assert.deepEqual(
          log.slice(1).filter((line) => line !== 'error'),
          ['open', 'close 1006 "" unclean', 'reconnecting 1 closed', 'open', 'message 1 again'],
        );
      }
      assert.equal(await tabs.count(), 1);
    }),
  );

  test('asks one tab where to connect, and another if that does not answer', LIMIT, () =>
    inTabs(async (tabs) => {
      const options = { key: 'asked', answerTimeout: 200 };
      const silent = await tabs.open();
      await silent.join(tabs.url(), options, 'silent');
      const other = await tabs.openAndJoin(options);
      assert.equal(await silent.run(() => calls), 1);
      assert.equal(await other.run(() => calls), 1);
      await silent.until('open');
    }),
  );

  test('goes on without a tab that was closed', LIMIT, () =>
    inTabs(async (tabs) => {
      // The first tab has started the worker: browsers keep it in that tab's process.
      const all = [await tabs.openAndJoin(WATCHFUL, 'anew'), await tabs.openAndJoin(WATCHFUL, 'anew')];
      await tabs.close(all[0]);
      const wasLost = await goOn(all.slice(1));
      // WebKit has ended it at times.
      if (engine !== 'webkit') assert.equal(wasLost, false);
      await tabs.untilCount(1);
    }),
  );

  test('joins another worker if its own is lost, and each message has one end', LIMIT, () =>
    inTabs(async (tabs) => {
      const options = { pingInterval: 300, pingTimeout: 300 };
      const all = [await tabs.openAndJoin(options, 'mortal'), await tabs.openAndJoin(options, 'mortal')];
      await all[0].send('before');
      for (const tab of all) await tab.until('message 1 before');
      await all[0].endWorker();
      await all[0].send('between');
      for (const tab of all) await tab.until('open', 2);
      await all[1].send('after');
      for (const [index, tab] of all.entries()) {
        const log = await tab.untilEnd(' after');
        const lost = log.slice(log.indexOf('close 1006 "" unclean') + 1);
        // The server repeats its messages for a new connection.
        assert.deepEqual(
          lost.filter((line) => !/^message|^undelivered/.test(line)),
          ['missed NaN NaN', 'open'],
        );
        // A browser that tells of the end of a port tells it before the message is given away.
        const ends = log.filter((line) => line.endsWith(' between'));
        if (index === 0) assert.equal(ends.length, 1, JSON.stringify(log));
        assert.equal(messagesOf(log).filter((line) => line.endsWith(' after')).length, 1, JSON.stringify(log));
      }
      assert.equal(await tabs.count(), 1);
    }),
  );

  for (const [way, engines] of Object.entries(AWAY)) {
    const isKept = engines.includes(engine);
    if (way === 'frozen' && !isKept) continue;

    test(
      `tells a tab that was ${way} ${isKept ? 'what it has missed, at its place' : 'nothing: it is loaded anew'}`,
      LIMIT,
      () =>
        inTabs(async (tabs) => {
          // For four of these messages and no more.
          const receiveLimit = 4 * (32 + '10 text 0'.length);
          const [away, other] = [await tabs.openAndJoin({ receiveLimit }), await tabs.openAndJoin()];
          const { begin, end, sign } = away.ways[way];
          await begin();
          await tabs.say(Array.from({ length: 9 }, (_, index) => `text ${index}`));
          await other.until('message 9 text 8');
          await end();
          const log = await away.run(() => log);
          assert.equal(log.includes(sign), isKept, JSON.stringify(log));
          if (!isKept) return;
          await other.send('welcome');
          const told = await away.until('message 10 welcome');
          assert.deepEqual(told.slice(told.indexOf(sign) + 1), [
            ...[1, 2, 3, 4].map((n) => `message ${n} text ${n - 1}`),
            `missed 5 ${5 * 'n text n'.length}`,
            'message 10 welcome',
          ]);
          assert.equal(await tabs.count(), 1);
        }),
    );
  }

  // Chromium's driver passes on a command for it. Those of Firefox and WebKit have none, and end the session when the process of a tab is killed.
  if (engine === 'chromium')
    test('goes on when a tab crashes, in another worker if that one has gone with it', LIMIT, () =>
      inTabs(async (tabs) => {
        const all = [];
        for (let index = 0; index < 3; index += 1) all.push(await tabs.openAndJoin(WATCHFUL, 'anew'));
        await tabs.crash(all[0]);
        await goOn(all.slice(1));
        await tabs.untilCount(1);
      }),
    );

  test('has a connection of its own without a worker, and says so', LIMIT, () =>
    inTabs(async (tabs) => {
      const [first, second] = [await tabs.openAndJoin({}, 'own'), await tabs.openAndJoin({}, 'own')];
      assert.equal(await tabs.count(), 2);
      assert.equal(await first.run(() => socket.isShared), false);
      await first.send('to all');
      await second.until('message 1 to all');
    }),
  );
});

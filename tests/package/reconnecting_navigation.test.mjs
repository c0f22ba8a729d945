// The life of a page by real navigations: kept while another page is seen, prerendered, frozen. reconnecting_life.test.mjs fires the events
// that no driver can cause.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { pageOf, pageThatPrerenders, serveJourney } from './journeys.mjs';
import { inEveryEngine } from './pages.mjs';

/** By state of the socket: what it asks for, after which event of a native one and of ours the page is left, and what is told then. */
const STATES = {
  open: {
    path: 'echo',
    leaves: ['open', 'message'],
    returns: ['error 3', 'close 1006 "" unclean 3', 'reconnecting 1 closed 0', 'delay 0', 'open 1'],
  },
  connecting: {
    path: 'stall',
    leaves: [],
    returns: [
      'error 3',
      'close 1006 "" unclean 3',
      'reconnecting 1 failed 0',
      'delay 0',
      'open 1',
      'message queued before 1',
    ],
  },
  waiting: { path: 'refuse', leaves: ['close', 'reconnecting'], returns: ['open 1', 'message queued before 1'] },
};
/** Firefox keeps no page that has a connection. */
const isKeptIn = (engine, state) => engine !== 'firefox' || state === 'waiting';

inEveryEngine('a page that is left and returned to', ({ engine, echoUrl, driver }) => {
  for (const [state, { path, leaves, returns }] of Object.entries(STATES)) {
    const isKept = isKeptIn(engine, state);

    /** Leaves a page whose socket is in this state, and returns to it. */
    const leaveAndReturn = async (kind, type) => {
      const site = await serveJourney(await driver(), { '/index.html': pageOf(kind, echoUrl(), path, type) });
      try {
        const found = await site.leaveAndReturn();
        if (kind === 'native' || !isKept) return found;
        const log = await site.logUntil('message queued meanwhile 1');
        return { ...found, log: log.slice(log.indexOf('pageshow true') + 1) };
      } finally {
        await site.close();
      }
    };

    test(`is ${isKept ? '' : 'not '}kept with a socket that is ${state}, as with a native one`, async () => {
      const native = await leaveAndReturn('native', leaves[0]);
      const { log, ...ours } = await leaveAndReturn('reconnecting', leaves[1]);
      assert.deepEqual(native.transitions, ['pageshow false', `pagehide ${isKept}`, `pageshow ${isKept}`]);
      assert.deepEqual(ours, native);
      if (isKept) assert.deepEqual(log, [...returns, 'message queued meanwhile 1']);
    });
  }
});

inEveryEngine('a prerendered page', ({ engine, echoUrl, driver }) => {
  const prerender = async () => {
    const site = await serveJourney(await driver(), {
      '/index.html': pageThatPrerenders('/next.html'),
      '/next.html': pageOf('reconnecting', echoUrl(), 'echo'),
    });
    try {
      return await site.activate('/next.html');
    } finally {
      await site.close();
    }
  };

  if (engine === 'chromium')
    test('sets no timer and makes no attempt before it is activated, then one at once', async () => {
      const { prerendered, log } = await prerender();
      assert.deepEqual(prerendered, { prerendering: true, attempts: 0, timers: 0, readyState: 0 });
      assert.deepEqual(log, ['pageshow false', 'open 1', 'message queued before 1']);
    });
  else
    test('does not exist in this engine', async () => {
      const { prerendered } = await prerender();
      assert.equal(prerendered, undefined);
    });
});

inEveryEngine('a frozen page', ({ engine, echoUrl, driver }) => {
  if (engine === 'chromium')
    test('connects at once when it goes on, if its connection has ended meanwhile', async () => {
      const browser = await driver();
      const name = `name=${Math.random()}`;
      const page = pageOf('reconnecting', echoUrl(), `room?${name}`, 'open');
      const site = await serveJourney(browser, { '/index.html': page });
      const say = (state) => browser.sendDevToolsCommand('Page.setWebLifecycleState', { state });
      try {
        await site.open();
        await say('frozen');
        await endRoom(echoUrl().replace('echo', `outage?${name}`));
        await say('active');
        const log = await site.logUntil('message 1 queued meanwhile 1');
        assert.deepEqual(log.slice(log.indexOf('freeze')), [
          'freeze',
          'resume',
          'error 3',
          'close 1006 "" unclean 3',
          'reconnecting 1 closed 0',
          'delay 0',
          'open 1',
          'message 1 queued meanwhile 1',
        ]);
      } finally {
        await site.close();
      }
    });
  else
    test('does not exist in this engine', async () => {
      assert.equal(await (await driver()).executeScript(() => 'onfreeze' in document), false);
    });
});

/** Ends all connections of a room, and gives a page that is frozen time to be told of it. */
async function endRoom(url) {
  const socket = new WebSocket(url);
  await new Promise((resolve) => {
    socket.on('close', resolve);
  });
  await sleep(300);
}

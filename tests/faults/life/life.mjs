// What a ReconnectingWebSocket gets from a browser for minutes: in a hidden tab, and after an outage.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from '../../../scripts/lib/run.mjs';
import { serveFolder } from '../../../servers/static_server.mjs';
import { withBrowser } from '../../support/browsers.mjs';
import { startServer } from './server.mjs';

const ENTRY = '/package/reconnecting.js';
const OUTAGE_MS = 90_000;
const INTERVALS_MS = [10_000, 20_000, 30_000, 40_000];
/** As a user's browser: what drivers switch off is on, and a tab counts as hidden for long after 10 s instead of 5 minutes. */
const HIDDEN = {
  chromiumWithout: [
    'disable-background-timer-throttling',
    'disable-renderer-backgrounding',
    'disable-backgrounding-occluded-windows',
  ],
  chromiumArgs: ['--enable-features=IntensiveWakeUpThrottling:grace_period_seconds/10'],
};
const HOLDS_BACK = { firefoxPrefs: { 'network.websocket.delay-failed-reconnects': true } };

/** How often each heartbeat was dropped, and the longest silence that the server heard. */
export async function hidden(engine, minutes) {
  const server = await startServer();
  try {
    return await withPage(engine, HIDDEN, async (driver, site) => {
      await driver.executeAsyncScript(open, ENTRY, server.url(), INTERVALS_MS);
      await driver.switchTo().newWindow('tab');
      await driver.get(`${site}/front.html`);
      server.begin();
      await sleep(minutes * 60_000);
      const heard = server.heard();
      return INTERVALS_MS.map((interval) => {
        const { drops, longest, messages } = heard[interval];
        return `\n  every ${interval / 1000} s: ${messages} probes, at most ${(longest / 1000).toFixed(1)} s apart, dropped ${drops} times`;
      }).join('');
    });
  } finally {
    await server.close();
  }
}

/** When the connection came back after its server did, and how many attempts the timeout has ended. */
export async function outage(engine) {
  const server = await startServer();
  try {
    return await withPage(engine, HOLDS_BACK, async (driver) => {
      await driver.executeAsyncScript(open, ENTRY, server.url(), [0]);
      await server.close();
      await sleep(OUTAGE_MS);
      await server.listen();
      const returned = performance.now();
      while (!server.count()) await sleep(100);
      const seconds = ((performance.now() - returned) / 1000).toFixed(1);
      const attempts = await driver.executeScript(() => window.attemptsMade);
      const longest = Math.max(...attempts.map(({ took }) => took));
      return `back ${seconds} s after the server, ${attempts.length} attempts, of which the longest took ${(longest / 1000).toFixed(1)} s`;
    });
  } finally {
    await server.close();
  }
}

async function withPage(engine, options, use) {
  const folder = join(ROOT, 'dist');
  const files = Object.fromEntries(
    readdirSync(folder)
      .filter((file) => file.endsWith('.js'))
      .map((file) => [`/package/${file}`, readFileSync(join(folder, file))]),
  );
  const html = '<!doctype html>';
  const site = await serveFolder({ ...files, '/index.html': html, '/front.html': html });
  try {
    return await withBrowser(engine, options, async (driver) => {
      await driver.get(`${site.url}/`);
      return use(driver, site.url);
    });
  } finally {
    await site.close();
  }
}

// In the page. An interval of 0: no heartbeat.
async function open(entry, url, intervals, done) {
  const { ReconnectingWebSocket } = await import(entry);
  window.attemptsMade = [];
  const sockets = intervals.map((interval) => {
    let began = performance.now();
    const address = () => {
      began = performance.now();
      return `${url}/${interval}`;
    };
    const heartbeat = { interval, timeout: 5_000, payload: () => 'ping' };
    const socket = new ReconnectingWebSocket(address, interval ? { heartbeat } : {});
    for (const type of ['open', 'close'])
      socket.addEventListener(type, () => window.attemptsMade.push({ type, took: performance.now() - began }));
    return socket;
  });
  await Promise.all(
    sockets.map(
      (socket) =>
        new Promise((resolve) => {
          socket.addEventListener('open', () => resolve(undefined), { once: true });
        }),
    ),
  );
  window.attemptsMade = [];
  done();
}

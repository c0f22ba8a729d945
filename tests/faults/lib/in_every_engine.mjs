// The same tests in every engine, each engine with one page, and what tests have in their hands.
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { engines } from '../../support/browsers.mjs';
import { sharedBrowser } from '../../support/shared_browsers.mjs';
import { accountOf } from './account.mjs';
import { Log } from './log.mjs';
import { BROWSER_OPTIONS } from './network.mjs';
import { startNumbersServer } from './numbers_server.mjs';
import { openPage } from './pages.mjs';
import { startProxy } from './proxy.mjs';

/** Delays so short that a test need not wait for them. */
export const QUICK = { firstDelay: 20, maxDelay: 100, connectTimeout: 2_000, closeTimeout: 2_000 };

/**
 * Defines the same tests for every engine. `define` gets `{ engine, page(), driver() }`, as there is no page yet when it runs.
 * `isSideBySide`: the tests run at the same time, in one page.
 */
export function inEveryEngine(title, define, { isSideBySide = false } = {}) {
  for (const engine of engines()) {
    describe(`${title} in ${engine}`, { concurrency: isSideBySide }, () => {
      let driver;
      let page;
      before(async () => {
        driver = await sharedBrowser(engine, BROWSER_OPTIONS);
        page = await openPage(driver);
      });
      after(async () => {
        assert.equal(await page?.closeSockets(), 0, 'timers are left when all sockets are closed');
        await page.close();
      });
      define({ engine, page: () => page, driver: () => driver });
    });
  }
}

/** A server of numbered messages, its log, and a proxy in front of it, for as long as a test takes. */
export async function serve(t, conditions) {
  const log = new Log();
  const server = await startNumbersServer(log);
  t.after(() => server.kill());
  const proxy = await startProxy(server.port, conditions);
  t.after(() => proxy.close());
  return { log, server, proxy };
}

/** The account of a socket, whose messages have all been answered. */
export async function accountFor(socket, log) {
  return accountOf(await socket.record(), log.of(socket.client));
}

/** Why an engine's `bufferedAmount` does not say what has left the browser; false if it does. */
export const tellsNothing = (engine) =>
  engine === 'webkit' && "WebKit's bufferedAmount is 0 as soon as a message is sent";

/** The numbers from 1 to `last`. */
export const upTo = (last) => Array.from({ length: last }, (_, index) => index + 1);

// Browsers that are opened when they are first needed, and stay: to start one takes seconds.
import { openBrowser } from './browsers.mjs';
import { ENGINES } from './engines.mjs';

/** Whether an option, such as `firefoxPrefs`, means anything to this engine. */
const isFor = (engine, name) => Object.keys(ENGINES).every((other) => other === engine || !name.startsWith(other));

/**
 * `get(engine, options)` resolves to that browser as `openBrowser` does, `versions()` to `{ engine, version }` of those that are
 * open, `quit()` ends all. `lose(driver)` quits a browser that is of no use any more, so that `get` opens another one. `usual` are the options
 * if none are given.
 */
export function browserPool(usual = {}) {
  const open = new Map();
  return {
    get(engine, options = usual) {
      const key = JSON.stringify([engine, Object.entries(options).filter(([name]) => isFor(engine, name))]);
      if (!open.has(key)) open.set(key, { engine, browser: openBrowser(engine, options) });
      return open.get(key).browser;
    },
    async lose(driver) {
      for (const [key, { browser }] of open) if ((await browser.catch(() => {})) === driver) open.delete(key);
      await driver.quit().catch(() => {});
    },
    async versions() {
      const versionOf = async (driver) => (await driver.getCapabilities()).get('browserVersion');
      return Promise.all(
        [...open.values()].map(async ({ engine, browser }) => ({ engine, version: await versionOf(await browser) })),
      );
    },
    async quit() {
      await Promise.all(
        [...open.values()].map(({ browser }) =>
          browser.then(
            (driver) => driver.quit(),
            () => {},
          ),
        ),
      );
    },
  };
}

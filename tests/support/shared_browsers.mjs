// Browsers that the test files of a process share.
import { after } from 'node:test';
import { browserPool } from './browser_pool.mjs';

const browsers = browserPool();
after(() => browsers.quit());

/** The browser of an engine with these options, as `openBrowser` resolves to it; it is quit when all tests have run. */
export const sharedBrowser = (engine, options) => browsers.get(engine, options);

/** Quits a shared browser whose tab has crashed, so that the tests after this one get another one. */
export const loseBrowser = (driver) => browsers.lose(driver);

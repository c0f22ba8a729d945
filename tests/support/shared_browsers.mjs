// Browsers that the test files of a process share: to start one takes seconds.
import { after } from 'node:test';
import { openBrowser } from './browsers.mjs';

const browsers = new Map();
after(() => Promise.all([...browsers.values()].map((opening) => opening.then((browser) => browser.quit(), () => {}))));

/** The browser of an engine with these options, as `openBrowser` resolves to it; it is quit when all tests have run. */
export function sharedBrowser(engine, options = {}) {
  const key = JSON.stringify([engine, options]);
  if (!browsers.has(key)) browsers.set(key, openBrowser(engine, options));
  return browsers.get(key);
}

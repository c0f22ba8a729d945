// What all tools share: the packed package, a server that sends everything back, and a browser that is opened when it is needed.

import { startServer } from '../../../servers/server.mjs';
import { pack } from '../../package/packed.mjs';
import { browserPool } from '../../support/browser_pool.mjs';

/** `{ packed, url, browser(), close() }`. */
export async function openWorld() {
  const packed = pack();
  const server = await startServer();
  const browsers = browserPool();
  return {
    packed,
    url: `${server.url}/echo`,
    browser: () => browsers.get('chromium'),
    async close() {
      await browsers.quit();
      await server.close();
      packed.remove();
    },
  };
}

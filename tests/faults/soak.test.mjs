// The soaks, in short: `npm run soak` is the long one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engines, firstEngine } from '../support/browsers.mjs';
import { sharedBrowser } from '../support/shared_browsers.mjs';
import { BROWSER_OPTIONS } from './lib/network.mjs';
import { soakTabs } from './shared/shared_soak.mjs';
import { soak } from './soak/soak.mjs';

const RUN = { sockets: 20, seconds: 4, seed: 7 };
/** What tabs do is decided by the same script and the same worker in each engine. */
const RUN_OF_TABS = { tabs: 4, seconds: 8, seed: 7 };

for (const engine of engines()) {
  test(`twenty sockets under random faults account for every message, and leave no timer, in ${engine}`, async () => {
    const driver = await sharedBrowser(engine, BROWSER_OPTIONS);
    const { problems, totals } = await soak({ engine, driver, ...RUN });
    assert.deepEqual(problems, []);
    assert.ok(totals.received > 0 && totals.connections > RUN.sockets);
  });
}

test(`four tabs that share a connection account for every message under random faults, in ${firstEngine()}`, async () => {
  const driver = await sharedBrowser(firstEngine(), BROWSER_OPTIONS);
  const { problems, totals } = await soakTabs({ engine: firstEngine(), driver, ...RUN_OF_TABS });
  assert.deepEqual(problems, []);
  assert.ok(totals.received > 0 && totals.sent > 0 && totals.connections > 1 && totals.lives > 1);
});

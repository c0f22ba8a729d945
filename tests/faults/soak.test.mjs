// The soak, in short: `npm run soak` is the long one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engines } from '../support/browsers.mjs';
import { sharedBrowser } from '../support/shared_browsers.mjs';
import { BROWSER_OPTIONS } from './lib/network.mjs';
import { soak } from './soak/soak.mjs';

const RUN = { sockets: 20, seconds: 4, seed: 7 };

for (const engine of engines()) {
  test(`twenty sockets under random faults account for every message, and leave no timer, in ${engine}`, async () => {
    const driver = await sharedBrowser(engine, BROWSER_OPTIONS);
    const { problems, totals } = await soak({ engine, driver, ...RUN });
    assert.deepEqual(problems, []);
    assert.ok(totals.received > 0 && totals.connections > RUN.sockets);
  });
}

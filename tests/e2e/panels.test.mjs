// The views beside the console, all in one browser for each engine: the tests are in panels/.
import { backpressureTests } from './panels/backpressure.mjs';
import { benchmarkTests } from './panels/benchmark.mjs';
import { compareTests } from './panels/compare.mjs';
import { conformanceTests } from './panels/conformance.mjs';
import { devtoolsTests } from './panels/devtools.mjs';
import { reconnectingTests } from './panels/reconnecting.mjs';
import { sharedTests } from './panels/shared.mjs';
import { streamTests } from './panels/stream.mjs';
import { inEveryEngine } from './site.mjs';

inEveryEngine('the panels', (site) => {
  reconnectingTests(site);
  streamTests(site);
  backpressureTests(site);
  sharedTests(site);
  devtoolsTests(site);
  compareTests(site);
  conformanceTests(site);
  benchmarkTests(site);
});

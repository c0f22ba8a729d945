// The views beside the console, all in one browser for each engine: the tests are in panels/.
import { benchmarkTests } from './panels/benchmark.mjs';
import { compareTests } from './panels/compare.mjs';
import { conformanceTests } from './panels/conformance.mjs';
import { inEveryEngine } from './site.mjs';

inEveryEngine('the panels', (site) => {
  compareTests(site);
  conformanceTests(site);
  benchmarkTests(site);
});

// A run of `npm run bench:rust`: every client beside the bare socket, in pairs in one page.
import { ENGINES } from '../engines/index.mjs';
import { calibrate } from '../measure/calibrate.mjs';
import { takePair } from '../measure/pair.mjs';
import { overheadOf, takeSample } from '../measure/sample.mjs';
import { startServerProcess } from '../server/process.mjs';
import { CASES, UNREAD, UPLOAD } from './cases.mjs';
import { BARE } from './contenders.mjs';
import { servePage } from './site.mjs';

/**
 * Resolves to a list, an entry per engine: `{ engine, version, measurements, unread, upload }`. A measurement is
 * `{ caseId, contender, count, pairs }`, a pair `{ subject, native }`; the others are lists of what the page tells, with the `contender`.
 */
export async function runBenchmark({ engines, cases, contenders, pairs, isWhole }, onMeasurement) {
  const server = await startServerProcess();
  const site = await servePage();
  try {
    const results = [];
    for (const engine of engines) {
      const page = await ENGINES[engine]();
      try {
        await load({ page, url: site.url }, []);
        const bench = { page, url: site.url, servers: server.urls, overheadMs: await overheadOf(page) };
        const measurements = [];
        for (const one of CASES.filter(({ id }) => cases.includes(id))) {
          measurements.push(...(await runCase(bench, one, contenders, pairs, (told) => onMeasurement(engine, told))));
        }
        const [unread, upload] = isWhole ? await memoryOf(bench, contenders) : [[], []];
        results.push({ engine, version: page.version, measurements, unread, upload });
      } finally {
        await page.close();
      }
    }
    return results;
  } finally {
    await site.close();
    await server.close();
  }
}

async function runCase(bench, one, contenders, pairs, onMeasurement) {
  const sample = (count) => (name) =>
    takeSample(bench.page, name, { ...one.parameters, servers: bench.servers, count }, bench.overheadMs);
  await load(bench, [BARE]);
  const count =
    one.count ?? (await calibrate(one.parameters.burst, async (wanted) => (await sample(wanted)(BARE)).wall));
  const measurements = [];
  for (const contender of contenders) {
    const take = sample(count);
    await load(bench, [BARE, contender]);
    for (const name of [BARE, contender]) await take(name);
    const measured = [];
    while (measured.length < pairs) measured.push(await takePair(take, contender, BARE, measured.length % 2 === 0));
    measurements.push({ caseId: one.id, contender, count, pairs: measured });
    onMeasurement(measurements.at(-1));
  }
  return measurements;
}

async function memoryOf(bench, contenders) {
  const told = { unread: [], upload: [] };
  for (const contender of [BARE, ...contenders]) {
    for (const [name, parameters] of Object.entries({ unread: { ...UNREAD, waitMs: WAIT_MS }, upload: UPLOAD })) {
      await load(bench, [contender]);
      const figures = await bench.page.call(name, contender, { ...parameters, servers: bench.servers });
      told[name].push({ contender, ...figures });
    }
  }
  return [told.unread, told.upload];
}

async function load({ page, url }, names) {
  await page.load(url);
  await page.watchMainThread();
  await page.call('load', names);
}

/** 100 MB over the loopback interface take less. */
const WAIT_MS = 3000;

// A run of `npm run bench:rust`: every client beside the bare socket, in pairs in one page.
import { ENGINES } from '../engines/index.mjs';
import { calibrateCase, measurePairs } from '../measure/pairs.mjs';
import { overheadOf } from '../measure/sample.mjs';
import { startServerProcess } from '../server/process.mjs';
import { CASES, UNREAD, UPLOAD } from './cases.mjs';
import { BARE, CONTENDERS, REMEMBERED } from './contenders.mjs';
import { servePage } from './site.mjs';

/**
 * Resolves to a list, an entry per engine: `{ engine, version, measurements, unread, upload }`. A measurement is
 * `{ caseId, contender, count, pairs }`, a pair `{ subject, native }`; the others are lists of what the page tells, with the `contender`.
 * With `pairs`, each contender has so many pairs instead of its own number.
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
        const [unread, upload] = isWhole ? await memoryOf(bench) : [[], []];
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

async function runCase(bench, one, contenders, asked, onMeasurement) {
  const count = one.count ?? (await calibrateCase(bench, one, LENGTH));
  const measurements = [];
  for (const contender of contenders) {
    const pairs = asked ?? CONTENDERS[contender].pairs;
    const options = { pairs, pairsInPage: PAIRS_IN_PAGE, native: BARE, count, onPair() {} };
    const measured = await measurePairs(bench, one, contender, options);
    measurements.push({ caseId: one.id, contender, count, pairs: measured });
    onMeasurement(measurements.at(-1));
  }
  return measurements;
}

async function memoryOf(bench) {
  const told = { unread: [], upload: [] };
  for (const contender of REMEMBERED) {
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

/**
 * A sample is as long as this by the clock that the bars are about. If a small message takes the network's process longer than the
 * main thread, 130 ms on the wall are 15 of the main thread on a busy machine, and such samples differ by a half.
 */
const LENGTH = { native: BARE, figure: 'main', targetMs: 40 };
/** A wasm is compiled twice, and what the second compiler made of it by chance stays for as long as its page. */
const PAIRS_IN_PAGE = 3;
/** 100 MB over the loopback interface take less. */
const WAIT_MS = 3000;

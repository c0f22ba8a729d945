// A run of the benchmark: all that the options ask for, one after the other.
import { CASES } from './cases.mjs';
import { CONTENDERS, takesPart } from './contenders.mjs';
import { ENGINES } from './engines/index.mjs';
import { measureImport } from './measure/import.mjs';
import { measureMemory } from './measure/memory.mjs';
import { calibrateCase, measurePairs } from './measure/pairs.mjs';
import { overheadOf } from './measure/sample.mjs';
import { startServerProcess } from './server/process.mjs';
import { serveSite } from './site.mjs';

/**
 * Resolves to a list, an entry per engine: `{ engine, version, tellsMainThread, measurements }`, and of each measurement
 * `{ caseId, contender, count, pairs }`. `options` are those of `parseOptions`; `countOf(case)` may say how many messages make
 * a sample, instead of calibration, and `contendersOf(case)` who is measured, instead of all. `progress` has `onMeasurement(engine, measurement)`, and `onWork(text)` often.
 */
export async function runBenchmark({ engines, dist, ...options }, progress) {
  const server = await startServerProcess();
  try {
    const site = await serveSite(dist);
    try {
      const results = [];
      for (const engine of engines)
        results.push(await runEngine(engine, options, { servers: server.urls, url: site.url }, progress));
      return results;
    } finally {
      await site.close();
    }
  } finally {
    await server.close();
  }
}

async function runEngine(engine, options, site, progress) {
  const page = await ENGINES[engine]();
  try {
    await page.load(site.url);
    const tellsMainThread = await page.watchMainThread();
    const bench = { page, overheadMs: await overheadOf(page), ...site };
    const measurements = [];
    for (const one of CASES.filter(({ id }) => options.cases.includes(id))) {
      measurements.push(...(await runCase(engine, one, options, bench, progress)));
    }
    return { engine, version: page.version, tellsMainThread, measurements };
  } finally {
    await page.close();
  }
}

async function runCase(engine, one, { contenders, contendersOf, pairs, countOf }, bench, progress) {
  progress.onWork(`${engine}, ${one.id}: how many make a sample`);
  const count = countOf?.(one) ?? one.count ?? (await calibrateCase(bench, one));
  const measure = MEASURES[one.kind ?? 'pairs'];
  const measurements = [];
  const wantedOnes = contendersOf?.(one) ?? contenders;
  const isIn = (name) => (one.contenders?.includes(name) ?? true) && takesPart(name, one.id);
  for (const contender of wantedOnes.filter(isIn)) {
    const wanted = pairsFor(contender, one, pairs);
    const onPair = (done) => progress.onWork(`${engine}, ${one.id}, ${contender}: ${done} of ${wanted.pairs} pairs`);
    const measured = await measure(bench, one, contender, { ...wanted, count, onPair });
    measurements.push({ caseId: one.id, contender, count, pairs: measured });
    progress.onMeasurement(engine, measurements.at(-1));
  }
  return measurements;
}

/** How many pairs to take: as many as were asked for, or what the contender wants as far as the case allows it. */
function pairsFor(contender, { pairs: most = Infinity }, asked) {
  if (asked) return { pairs: asked, mostPairs: asked };
  const { pairs, mostPairs = pairs } = CONTENDERS[contender];
  return { pairs: Math.min(pairs, most), mostPairs: Math.min(mostPairs, most) };
}

/** How pairs are measured, by the kind of a case. */
const MEASURES = { pairs: measurePairs, import: measureImport, memory: measureMemory };

// A contender beside what it is compared with, the native class if nothing else is said: a pair of samples at a time, and the one that goes first goes second in the next.
import { NATIVE } from '../contenders.mjs';
import { errorOfMedian, ratios } from '../statistics.mjs';
import { calibrate } from './calibrate.mjs';
import { takePair } from './pair.mjs';
import { takeSample } from './sample.mjs';

/**
 * How many messages or connections a sample of this case has, taken of `native`, to be some `targetMs` long by its clock
 * `figure`; on the wall if nobody tells that of the main thread. `bench` is as for `measurePairs`.
 */
export async function calibrateCase(
  bench,
  { parameters },
  { native = NATIVE, figure = 'wall', targetMs = undefined } = {},
) {
  const { page, url, servers, overheadMs } = bench;
  await page.load(url);
  await page.watchMainThread();
  await page.call('load', [native]);
  const take = (wanted) => takeSample(page, native, { ...parameters, servers, count: wanted }, overheadMs);
  const takeMs = async (wanted) => {
    const sample = await take(wanted);
    return sample[figure] ?? sample.wall;
  };
  return calibrate(parameters.burst, takeMs, targetMs);
}

/**
 * Resolves to pairs `{ subject, native }` of samples: `pairs` of them, and up to `mostPairs` until the medians are certain.
 * Every `pairsInPage` pairs the page is loaded anew and both classes are warmed up again: what an engine's compilers make of
 * one page by chance, they are not to make of all.
 *
 * `bench`: `page` of engines/index.mjs, the page's `url`, the `servers`' URLs, and `overheadMs` of the sample.
 */
export async function measurePairs(bench, { parameters }, contender, options) {
  const { page, url, servers, overheadMs } = bench;
  const { pairs, mostPairs = pairs, pairsInPage = PAIRS_IN_PAGE, native = NATIVE, count, onPair } = options;
  const measured = [];
  const take = (name) => takeSample(page, name, { ...parameters, servers, count }, overheadMs);
  while (measured.length < pairs || (measured.length < mostPairs && !isCertain(measured))) {
    if (measured.length % pairsInPage === 0) {
      await page.load(url);
      await page.watchMainThread();
      await page.call('load', [native, contender]);
      for (const name of [native, contender]) await take(name);
    }
    measured.push(await takePair(take, contender, native, measured.length % 2 === 0));
    onPair(measured.length);
  }
  return measured;
}

/** Whether the median ratios of the time on the wall and of the main thread would hardly be others another time. */
function isCertain(measured) {
  return ['wall', 'main'].every((figure) => {
    const told = measured.map(({ subject, native }) => ({ subject: subject[figure], native: native[figure] }));
    return told.some(({ subject }) => subject === undefined) || errorOfMedian(ratios(told)) <= CERTAIN;
  });
}

const CERTAIN = 0.01;
const PAIRS_IN_PAGE = 8;

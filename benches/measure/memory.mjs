// What open sockets hold that do nothing.
import { NATIVE } from '../contenders.mjs';

/** Resolves to so many pairs `{ subject, native }` of `{ heap }`, bytes for each of `count` sockets; none where nobody tells. */
export async function measureMemory(bench, one, contender, { pairs, count, onPair }) {
  const measured = [];
  if (await bench.page.heapBytes() === undefined) return measured;
  while (measured.length < pairs) {
    const native = await heapOfOne(bench, NATIVE, count);
    measured.push({ subject: await heapOfOne(bench, contender, count), native });
    onPair(measured.length);
  }
  return measured;
}

async function heapOfOne({ page, url, servers }, contender, count) {
  await page.load(url);
  await page.call('load', [contender]);
  // The first ones bring what all of them share.
  await page.call('hold', contender, servers, FIRST);
  const before = await settledHeap(page);
  await page.call('hold', contender, servers, count);
  const after = await settledHeap(page);
  return { heap: (after - before) / count };
}

// What one collection finds may be let go of only by the next.
async function settledHeap(page) {
  for (let times = 0; times < COLLECTIONS; times += 1) await page.collectGarbage();
  return page.heapBytes();
}

const FIRST = 20;
const COLLECTIONS = 3;

// What open sockets hold that do nothing.
import { NATIVE } from '../contenders.mjs';

/** Resolves to so many pairs `{ subject, native }` of `{ heap }`, bytes for each of `count` sockets; none if nobody tells. */
export async function measureMemory(bench, one, contender, { pairs, count, onPair }) {
  const measured = [];
  if ((await bench.page.heapBytes()) === undefined) return measured;
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
  const before = await page.heapBytes();
  await page.call('hold', contender, servers, count);
  const after = await page.heapBytes();
  return { heap: (after - before) / count };
}

const FIRST = 20;

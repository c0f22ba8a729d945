// One sample: a contender does a case once, in the page that is open.
import { median } from '../statistics.mjs';

/**
 * Resolves to milliseconds: `wall`; `main`, of the main thread, undefined if the engine does not tell; `inside`, where the
 * case has it. `overheadMs` is what an empty sample costs the main thread. Rejects if not all messages went.
 */
export async function takeSample(page, contender, parameters, overheadMs) {
  await page.call('prepare', contender, parameters);
  // What the last sample has left behind is not this one's to clear away.
  await page.call('collectGarbage');
  const { main, value } = await onMainThread(page, () => page.call('run'));
  await page.call('finish');
  const { wall, inside, ...counts } = value;
  requireCounts(counts, contender, parameters);
  return { wall, inside, main: main && main - overheadMs };
}

/** What the main thread spends on a call that does nothing: the median of several. */
export async function overheadOf(page) {
  const spent = [];
  for (let index = 0; index < EMPTY_SAMPLES; index += 1) {
    const { main } = await onMainThread(page, () => page.call('nothing'));
    spent.push(main ?? 0);
  }
  return median(spent);
}

async function onMainThread(page, work) {
  const before = await page.mainThreadMs();
  const value = await work();
  const after = await page.mainThreadMs();
  return { value, main: after === undefined || before === undefined ? undefined : after - before };
}

function requireCounts({ messages, bytes }, contender, { sample, count, bytes: byteLength }) {
  const expected = byteLength && count * byteLength;
  if (messages === count && bytes === expected) return;
  throw new Error(`${sample}, ${contender}: ${messages} messages of ${bytes} bytes went, not ${count} of ${expected}`);
}

const EMPTY_SAMPLES = 9;

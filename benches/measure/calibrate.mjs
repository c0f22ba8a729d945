// How many messages, or connections, make a sample long enough to be measured and short enough to be repeated.

export const TARGET_MS = 130;

/** Resolves to a multiple of `burst` that `takeMs(count)`, the milliseconds of a sample of so many, puts near `targetMs`. */
export async function calibrate(burst, takeMs, targetMs = TARGET_MS) {
  let count = burst;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    // The first of a length is often slow, for reasons that do not come back.
    const ms = Math.min(await takeMs(count), await takeMs(count));
    const wanted = multipleOf(burst, (count * targetMs) / ms);
    // A short sample tells little about a long one.
    if (ms >= targetMs * ENOUGH) return wanted;
    count = Math.min(wanted, count * MOST_GROWTH);
  }
  return count;
}

const multipleOf = (burst, count) => Math.max(1, Math.round(count / burst)) * burst;

const ENOUGH = 0.6;
const MOST_TRIES = 12;
const MOST_GROWTH = 8;

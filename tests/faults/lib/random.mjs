// Random numbers that come again with their seed.

/** A function that gives numbers from 0 to below 1: a linear congruential generator, whose high bits are good enough for faults. */
export function randomFrom(seed) {
  let state = BigInt.asUintN(64, BigInt(seed));
  return () => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    return Number(state >> 32n) / 2 ** 32;
  };
}

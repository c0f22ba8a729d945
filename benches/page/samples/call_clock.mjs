// The time of calls that come in bursts.
import { median } from '../../statistics.mjs';

/** `time(calls)` runs a burst; `total()` is as many times the median burst as there were: what interrupted one does not count. */
export function callClock() {
  const bursts = [];
  return {
    time(calls) {
      const before = performance.now();
      const result = calls();
      bursts.push(performance.now() - before);
      return result;
    },
    total: () => median(bursts) * bursts.length,
  };
}

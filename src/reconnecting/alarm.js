import { take } from '../platform/captured.js';
import { clearTimer, now, reach, setTimer } from '../platform/clock.js';

const ceil = take('Math', 'ceil');
/** What `setTimeout` takes at most. */
const MAX_TIMEOUT = 2 ** 31 - 1;
/** What a difference of times may be wrong by. */
const ROUNDING = 1e-3;

/**
 * Calls `ring` at a time that may change often, sometimes earlier: returns what sets it, Infinity for none. A timer for an earlier
 * time is left: that costs less than setting it anew for each message.
 */
export const alarm = (ring) => {
  let timer;
  let due = Infinity;
  let wanted;
  const handleTimer = () => {
    // Timers count whole milliseconds: within one, its time has come.
    if (wanted - due < 1) reach(wanted);
    due = Infinity;
    ring();
  };
  return (time) => {
    wanted = time;
    if (time >= due && time < Infinity) return;
    clearTimer(timer);
    due = time;
    if (time >= Infinity) return;
    const delay = time - now();
    const isFar = delay > MAX_TIMEOUT;
    if (isFar) due = now() + MAX_TIMEOUT;
    timer = setTimer(handleTimer, isFar ? MAX_TIMEOUT : delay > 0 ? ceil(delay - ROUNDING) : 0);
  };
};

// The page's own time, for what is read with every message. A look-up on the global costs as much as the rest of a record: so the
// clock is looked up once, and its `now()` at each reading.
import { timeOfDay } from './captured.js';

/** The `performance` that is on the global now; undefined if it cannot be had. */
export const findClock = () => {
  try {
    return globalThis.performance;
  } catch {
    return undefined;
  }
};

/** What a clock says now. */
export const readingOf = (clock) => {
  try {
    return clock.now();
  } catch {
    return timeOfDay();
  }
};

// The one clock of the package. Timers and the time are looked up on the global at the moment of use, so that the fake timers of
// a test drive all of it. The captured ones serve a page whose replacement throws.
//
// The order of events depends on no timer and on no `queueMicrotask`: test tools fake these, too.
import { apply, clearTimeout, defineProperty, Promise, setTimeout, take, timeOfDay } from './captured.js';

const then = take('Promise', 'then');
const settled = new Promise((resolve) => resolve());
// `then` would ask the page for the class of its result.
defineProperty(settled, 'constructor', { __proto__: null, value: undefined });

let time = 0;
let latestReading = 0;

/** The time in milliseconds. It never goes back, whichever clock is put on the global: it adds up by how much that advances. */
export const now = () => {
  const reading = readClock();
  const passed = reading - latestReading;
  if (passed > 0) time += passed;
  // Not NaN: nothing would ever advance from there.
  if (reading >= 0) latestReading = reading;
  return time;
};

/** The page's own `performance.now()`. */
const readClock = () => {
  try {
    return globalThis.performance.now();
  } catch {
    return timeOfDay();
  }
};

/** It is at least this time: there is evidence. */
export const reach = (evident) => {
  if (now() < evident) time = evident;
};

/** Acts so many milliseconds from now; returns what `clearTimer` takes. */
export const setTimer = (act, milliseconds, argument) => {
  const due = now() + milliseconds;
  const ring = () => {
    // Some test tools fake timers and no clock: the timer that rings is the evidence that its time has come.
    reach(due);
    act(argument);
  };
  return callGlobal('setTimeout', setTimeout, ring, milliseconds);
};

export const clearTimer = (timer) => callGlobal('clearTimeout', clearTimeout, timer);

const callGlobal = (name, captured, subject, milliseconds) => {
  try {
    return globalThis[name](subject, milliseconds);
  } catch {
    return captured(subject, milliseconds);
  }
};

/** Acts in a microtask. */
export const soon = (act) => apply(then, settled, [act]);

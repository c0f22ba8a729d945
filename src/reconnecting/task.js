// Tasks: whether another has run since. Nobody tells, so that a timer has to: the
// platform's own, also if a test drives the timers, as it drives no tasks.

import { setTimeout } from '../platform/captured.js';

/** A page that clears all of its timers has cleared one that has not rung after so long. */
const LATE = 1_000;

/** The present task, since it was asked for. */
let present;

/** The task `before`, if there is one, or the one that runs at this time: `isOver` is true when another does. */
export const taskAt = (time, before = present) => {
  if (before && (before.isOver || time - before.time < LATE)) return before;
  const task = { time, isOver: false };
  present = task;
  setTimeout(() => {
    task.isOver = true;
    if (task === present) present = undefined;
  }, 0);
  return task;
};

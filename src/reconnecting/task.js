// Tasks: whether another has run since. Nobody tells, and to ask for one costs as much as a third of all that is done here for a
// connection. So the microtasks are counted that follow: code that waits for as many in a row is taken for another task.

import { soon } from '../platform/clock.js';

const TURNS = 24;

/** The present task, since it was asked for. */
let present;
let turnsLeft;

const turn = () => {
  turnsLeft -= 1;
  if (turnsLeft) return soon(turn);
  present.isOver = true;
  present = undefined;
};

/** The task `before`, if there is one, or the one that runs: `isOver` is true when another does. */
export const taskNow = (before = present) => {
  if (before) return before;
  present = { isOver: false };
  turnsLeft = TURNS;
  soon(turn);
  return present;
};

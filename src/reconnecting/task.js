// Tasks: whether another has run since. Nobody tells, and to ask for a task of one's own, by a timer or a message, costs a sixth of all
// that is done here for a connection. So the microtasks are counted that follow: after so many in a row, it is another task.

import { soon } from '../platform/clock.js';

const TURNS = 10;

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
export const taskNow = (before) => {
  if (before) return before;
  if (!present) {
    present = { isOver: false };
    soon(turn);
  }
  turnsLeft = TURNS;
  return present;
};

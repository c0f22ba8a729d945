// What passes between driver.js and mod.rs as numbers.

/** What the policy can be told by `handle_report`; with 1 more: online, or wanted. */
export const CONNECT = 0;
export const CLOSE = 2;
export const OPENED = 3;
export const ERRORED = 4;
export const ENDED = 5;
export const LIFE = 6;
export const TIME = 7;
export const RESUMED = 8;
export const NETWORK = 9;
export const DECIDED = 11;
/** With the ticket of the attempt. */
export const RESOLVED = 13;
export const UNRESOLVED = 14;
export const ABORTED = 15;
export const UNSENT = 16;

/** What becomes of a message; otherwise it waits, and so many of the oldest are dropped. */
export const HANDED_OVER = -1;
export const REFUSED = -2;
export const DROPPED_NEWEST = -3;
export const DROPPED_AFTER_CLOSE = -4;

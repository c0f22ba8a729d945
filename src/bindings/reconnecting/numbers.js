// What passes between driver.js and mod.rs as numbers.

/** What the policy can be told by `handle_report`; with 1 more: online, or wanted. */
export const CONNECT = 0;
export const CLOSE = 2;
export const OPENED = 3;
export const ENDED = 4;
export const LIFE = 5;
export const TIME = 6;
export const RESUMED = 7;
export const NETWORK = 8;
export const DECIDED = 10;
/** With the ticket of the attempt. */
export const RESOLVED = 12;
export const UNRESOLVED = 13;

/** What becomes of a message; otherwise it waits, and so many of the oldest are dropped. */
export const HANDED_OVER = -1;
export const REFUSED = -2;
export const DROPPED_NEWEST = -3;

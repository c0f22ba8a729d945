// What passes through a port between a tab and the worker: lists, of which the first is one of these.

/** Tabs of another release may have the same worker: a change of anything here or of `options.js` is another protocol. */
export const PROTOCOL = 1;

/** What a tab says. */
export const SAYS_SEND = 0;
export const SAYS_LEAVE = 1;
export const SAYS_HIDES = 2;
export const SAYS_VISIBLE = 3;
export const SAYS_HIDDEN = 4;
export const SAYS_TAKEN = 5;
export const SAYS_ANSWER = 6;
export const SAYS_RECONNECT = 7;
export const SAYS_ASKS = 8;

/** What a tab is told, one after the other, and acknowledges: what comes from the connection. */
export const ITEM_MESSAGE = 0;
export const ITEM_OPEN = 1;
export const ITEM_ERROR = 2;
export const ITEM_CLOSE = 3;
export const ITEM_RECONNECTING = 4;
export const ITEM_GIVE_UP = 5;

/** What it is told besides: `TOLD_SETTLED` has how many of its oldest messages have left, and how many after them are lost. */
export const TOLD_STATE = 6;
export const TOLD_MISSED = 7;
export const TOLD_SETTLED = 8;
export const TOLD_PING = 9;
export const TOLD_HEARD = 10;
export const TOLD_QUESTION = 11;
export const TOLD_LEFT = 12;
export const TOLD_REFUSED = 13;
export const TOLD_BATCH = 14;
export const TOLD_LOST = 15;

/** What an item counts beside its length: `Account::OVERHEAD`. */
export const OVERHEAD = 32;

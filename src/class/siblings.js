// Classes that are built on sockets of ours: what `drained()` and `inspect()` use of their instances in the place of a socket's own.
import { getFrom, setIn, WeakMap } from '../platform/captured.js';

const siblings = new WeakMap();

/** Tells what is used of an instance: `{ roomFor, bufferedAmount, add, look, inspection }`. */
export const addSibling = (instance, members) => setIn(siblings, instance, members);

/** What was told of an instance; undefined for anything else. */
export const siblingOf = (value) => getFrom(siblings, value);

// Classes that are built on our sockets, and the members by which `drained()` and `inspect()` take their instances.
import { getFrom, setIn, WeakMap } from '../platform/captured.js';

const siblings = new WeakMap();

/** Tells what is used of an instance: `{ roomFor, bufferedAmount, add, look, inspection }`. */
export const addSibling = (instance, members) => setIn(siblings, instance, members);

/** The members of an instance; undefined for any other value. */
export const siblingOf = (value) => getFrom(siblings, value);

// Lists, without the methods and iterators of arrays: a page may have replaced those.

import { defineProperty } from '../platform/captured.js';

/** Acts with each value of a list. */
export const each = (list, act) => {
  for (let index = 0; index < list.length; index += 1) act(list[index]);
};

/** Adds a value at the end. No assignment: a page may have put setters on Array.prototype. */
export const push = (list, value) =>
  defineProperty(list, list.length, { __proto__: null, value, writable: true, enumerable: true, configurable: true });

/** Where a value is in a list; -1 if it is not. */
export const placeIn = (list, value) => {
  for (let index = 0; index < list.length; index += 1) if (list[index] === value) return index;
  return -1;
};

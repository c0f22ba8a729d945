// Lists, without the methods and iterators of arrays: a page may have replaced those.

import { defineProperty, take, takeMethod } from '../platform/captured.js';

const Set = take('Set');
const add = takeMethod('Set', 'add');
const remove = takeMethod('Set', 'delete');
const has = takeMethod('Set', 'has');
const forEach = takeMethod('Set', 'forEach');

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

/** Who belongs to something, in the order in which they came. */
export class Members {
  #all = new Set();

  add(member) {
    add(this.#all, member);
  }

  remove(member) {
    remove(this.#all, member);
  }

  /** Acts with each that belongs now; not with one that is removed meanwhile, nor with one that is added. */
  each(act) {
    const now = [];
    forEach(this.#all, (member) => push(now, member));
    each(now, (member) => has(this.#all, member) && act(member));
  }
}

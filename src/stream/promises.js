// Promises that a connection settles, whatever a page makes of `Promise.prototype`.
import { Promise, takeMethod } from '../platform/captured.js';

/** Calls `then` of a promise. */
export const whenSettled = takeMethod('Promise', 'then');
const nothing = () => {};

/** A promise and what settles it. Nobody has to handle its rejection. */
export const deferred = () => {
  let settle;
  const promise = new Promise((resolve, reject) => {
    settle = { resolve, reject };
  });
  whenSettled(promise, nothing, nothing);
  return { promise, ...settle };
};

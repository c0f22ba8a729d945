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

/** What `getPromise` returns; if it throws, a rejected promise, as WebIDL has it for an attribute whose type is a promise. */
export const promiseOf = (getPromise) => {
  try {
    return getPromise();
  } catch (error) {
    return new Promise((resolve, reject) => reject(error));
  }
};

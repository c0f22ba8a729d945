// Promises that a connection settles, whatever a page makes of `Promise.prototype`.
import { apply, getPrototypeOf, Promise, takeMethod } from '../platform/captured.js';

/** Calls `then` of a promise that was made here. */
export const whenSettled = takeMethod('Promise', 'then');
// A script may have put another class in the place of Promise. Those of async functions are the platform's own.
const thenOfHost = getPrototypeOf((async () => {})())?.then;
/**
 * The same for a promise of the platform.
 *
 * @type {(promise: Promise<any>, fulfilled: (value: any) => any, rejected?: (reason: any) => any) => Promise<any>}
 */
export const whenHostSettles = (promise, fulfilled, rejected) => apply(thenOfHost, promise, [fulfilled, rejected]);
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

// `websocket-wasm/wrap-host`: for runtimes without a class of their own that a browser would have, and for tests.
import { failure, useHost } from './core.js';
import './wrapper.js';

/** Has the class connect through another from now on, and returns it. */
export function wrapHost(Class) {
  if (failure) throw failure;
  if (typeof Class !== 'function') throw new TypeError(`wrapHost needs a class to connect with: ${String(Class)} is none.`);
  return useHost(Class);
}

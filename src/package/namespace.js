// `websocketWasm`, by which classic scripts tell a page what they have.
import { assign, defineProperty, TypeError } from '../platform/captured.js';

const NAME = 'websocketWasm';

/** Adds these members to it; throws if the page has fixed it. */
export const addToNamespace = (members) => {
  const value = assign({}, globalThis[NAME], members);
  if (
    defineProperty(globalThis, NAME, { __proto__: null, value, writable: true, enumerable: true, configurable: true })
  )
    return;
  throw new TypeError(`${NAME} cannot be set: the page has fixed it.`);
};

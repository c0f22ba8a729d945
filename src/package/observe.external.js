// `websocket-wasm/external/observe`: tells of every socket that the class of `websocket-wasm/external` makes. It may begin before `init()`.
import { observe as observeClass } from '../observe/observe.js';
import './external.js';
import { failureOf, shareFailure } from './failure.js';

// What only this entry needs is no failure of the others.
const failure = shareFailure(undefined) ?? failureOf(() => {});

/** See observe.js; throws the one error that names the cause if there is no class. */
export const observe = (callbacks, options) => {
  if (failure) throw failure;
  return observeClass(callbacks, options);
};

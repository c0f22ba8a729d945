// `websocket-wasm/observe`: tells of every socket of the class.
import { observe as observeClass } from '../observe/observe.js';
import { checkMore, failure } from './core.js';

checkMore();

/** See observe.js; throws the one error that names the cause if there is no class. */
export const observe = (callbacks, options) => {
  if (failure) throw failure;
  return observeClass(callbacks, options);
};

// The class of `websocket-wasm/external` for what is built on it: it is there when `init()` has resolved.

import { deferCore } from '../boundary/wasm.js';
import { Error, take } from '../platform/captured.js';
import { WebSocket } from './external.js';
import { failureOf, shareFailure } from './failure.js';
import './instantiate.js';

const Proxy = take('Proxy');
// What instantiate.js needs is missing for all that is built on it.
shareFailure(failureOf(() => {}));

const refuse = () => {
  throw new Error("websocket-wasm: nothing can connect before init() of 'websocket-wasm/external' has resolved.");
};
// What asks the core meanwhile, such as `close()`, gets the same error.
if (!WebSocket) deferCore(new Proxy({}, { __proto__: null, get: refuse }));

/** Makes a socket. */
export function Deferred(url, options) {
  if (!WebSocket) refuse();
  return new WebSocket(url, options);
}

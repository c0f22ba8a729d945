// The class of `websocket-wasm/external` for what is built on it: it is there when `init()` has resolved.
import { WebSocket } from './external.js';

/** Makes a socket. */
export function Deferred(url, options) {
  if (!WebSocket) throw new Error("websocket-wasm: nothing can connect before init() of 'websocket-wasm/external' has resolved.");
  return new WebSocket(url, options);
}

// `websocket-wasm/external/reconnecting`: ReconnectingWebSocket on the class of `websocket-wasm/external`.
// First: everything that is built on it reports what is missing there.

import { guarded } from '../boundary/wasm.js';
import { reconnectingWebSocketClass } from '../reconnecting/class.js';
import { Deferred } from './deferred.js';
import { madeWithoutFailure } from './failure.js';
import { instantiate } from './instantiate.js';
import './wrapper.js';
import { length, text } from './wasm-of-reconnecting.js';

export const ReconnectingWebSocket = madeWithoutFailure(() =>
  reconnectingWebSocketClass(guarded(instantiate(text, length)), Deferred),
);
export { request } from '../reconnecting/request.js';
export default ReconnectingWebSocket;

// `websocket-wasm/external/reconnecting`: ReconnectingWebSocket on the class of `websocket-wasm/external`.
// First: what is missing there is told by all that is built on it.
import { Deferred } from './deferred.js';
import { reconnectingWebSocketClass } from '../bindings/reconnecting/class.js';
import { guarded } from '../bindings/wasm.js';
import { madeWithoutFailure } from './failure.js';
import { instantiate } from './instantiate.js';
import './wrapper.js';
import { length, text } from 'inlined-wasm-of-reconnecting';

export const ReconnectingWebSocket = madeWithoutFailure(() =>
  reconnectingWebSocketClass(guarded(instantiate(text, length)), Deferred),
);
export default ReconnectingWebSocket;

// `websocket-wasm/external/reconnecting`: ReconnectingWebSocket on the class of `websocket-wasm/external`.
import { reconnectingWebSocketClass } from '../bindings/reconnecting/class.js';
import { guarded } from '../bindings/wasm.js';
import { Deferred } from './deferred.js';
import { madeWithoutFailure } from './failure.js';
import { instantiate } from './instantiate.js';
import './wrapper.js';
import { length, text } from 'inlined-wasm-of-reconnecting';

export const ReconnectingWebSocket = madeWithoutFailure(() => reconnectingWebSocketClass(guarded(instantiate(text, length)), Deferred));
export default ReconnectingWebSocket;

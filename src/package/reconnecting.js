// `websocket-wasm/reconnecting`: a WebSocket that comes back.
import { guarded } from '../bindings/wasm.js';
import { WebSocket, failure, instantiate } from './core.js';
import { reconnectingWebSocketClass } from '../bindings/reconnecting/class.js';
import './wrapper.js';
// Last, so that the compressor knows the scripts when it comes to it.
import { length, text } from 'inlined-wasm-of-reconnecting';

if (failure) throw failure;

export const ReconnectingWebSocket = reconnectingWebSocketClass(guarded(instantiate(text, length)), WebSocket);
export default ReconnectingWebSocket;

// `websocket-wasm/reconnecting`: a WebSocket that comes back.
import { madeOf } from './core.js';
import { reconnectingWebSocketClass } from '../bindings/reconnecting/class.js';
// Last, so that the compressor knows the scripts when it comes to it.
import { length, text } from 'inlined-wasm-of-reconnecting';

export const ReconnectingWebSocket = madeOf(text, length, reconnectingWebSocketClass);
export default ReconnectingWebSocket;

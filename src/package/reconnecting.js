// `websocket-wasm/reconnecting`: a WebSocket that comes back.
import { policy } from 'policy-of-reconnecting';
import { WebSocket, failure } from './core.js';
import { reconnectingWebSocketClass } from '../bindings/reconnecting/class.js';

if (failure) throw failure;

export const ReconnectingWebSocket = reconnectingWebSocketClass(policy(), WebSocket);
export default ReconnectingWebSocket;

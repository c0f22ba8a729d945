// `websocket-wasm/reconnecting`: a WebSocket that comes back.
import { reconnectingClass } from './reconnecting-class.js';

export const ReconnectingWebSocket = reconnectingClass();
export default ReconnectingWebSocket;

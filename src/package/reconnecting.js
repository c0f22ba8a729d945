// `websocket-wasm/reconnecting`: a WebSocket that comes back.
import { reconnectingClass, request } from './reconnecting-class.js';

export const ReconnectingWebSocket = reconnectingClass();
export { request };
export default ReconnectingWebSocket;

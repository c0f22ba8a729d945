// `websocket-wasm/reconnecting` as an ES module in Node, Deno and Bun.
// Node 20 ends the process if a CommonJS module throws while it is imported: so what may throw is called from here.
import './own-host.cjs';
import { reconnectingClass, request } from './reconnecting-class.cjs';

export const ReconnectingWebSocket = reconnectingClass();
export { request };
export default ReconnectingWebSocket;

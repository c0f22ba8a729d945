// `websocket-wasm/reconnecting` in Node, Deno and Bun.
import './own-host.js';

export { ReconnectingWebSocket, ReconnectingWebSocket as default, request } from './reconnecting.js';

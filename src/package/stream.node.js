// `websocket-wasm/stream` in Node, Deno and Bun.
import './own-host.js';

export { WebSocketError, WebSocketStream, WebSocketStream as default } from './stream.js';

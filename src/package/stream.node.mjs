// `websocket-wasm/stream` as an ES module in Node, Deno and Bun.
export { WebSocketError, WebSocketStream, WebSocketStream as default } from './stream.node.cjs';

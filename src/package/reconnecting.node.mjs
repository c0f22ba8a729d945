// `websocket-wasm/reconnecting` as an ES module in Node, Deno and Bun.
export { ReconnectingWebSocket, ReconnectingWebSocket as default } from './reconnecting.node.cjs';

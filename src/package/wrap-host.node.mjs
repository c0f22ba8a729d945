// `websocket-wasm/wrap-host` as an ES module in Node, Deno and Bun.
export { wrapHost } from './wrap-host.cjs';

// `websocket-wasm/observe` as an ES module in Node, Deno and Bun.
export { observe } from './observe.cjs';

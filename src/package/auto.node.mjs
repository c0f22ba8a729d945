// `websocket-wasm/auto` as an ES module in Node, Deno and Bun.
import './auto.node.cjs';

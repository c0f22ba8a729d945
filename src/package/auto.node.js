// `websocket-wasm/auto` in Node, Deno and Bun.
import './own-host.js';
import './auto.js';

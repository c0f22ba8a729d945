// The root entry as an ES module in Node, Deno and Bun.
export { WebSocket, WebSocket as default, drained, inspect, install, uninstall } from './index.node.cjs';

// The root entry in Node, Deno and Bun.
import './own-host.js';

export { WebSocket, WebSocket as default, drained, inspect, install, uninstall } from './index.js';

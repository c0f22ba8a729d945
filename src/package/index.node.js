// The root entry in Node, Deno and Bun.
import './own-host.js';

export { drained, inspect, install, uninstall, WebSocket, WebSocket as default } from './index.js';

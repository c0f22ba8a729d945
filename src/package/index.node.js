// The root entry in Node, Deno and Bun.
import './own-host.js';

export { WebSocket, WebSocket as default, inspect, install, uninstall } from './index.js';

// The root entry as an ES module in Node, Deno and Bun.
// Node 20 ends the process if a CommonJS module throws while it is imported: so what may throw is called from here.
import './own-host.cjs';
import { drained, failure, inspect, install, uninstall, WebSocket } from './core.cjs';

if (failure) throw failure;

export { drained, inspect, install, uninstall, WebSocket, WebSocket as default };

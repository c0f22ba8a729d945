// The classic script: `/auto`, and as `websocketWasm` what a page without modules would import.
import { WebSocket, drained, failure, inspect, install, uninstall } from './core.js';
import './auto.js';

if (!failure) globalThis.websocketWasm = { ...globalThis.websocketWasm, WebSocket, drained, inspect, install, uninstall };

// The classic script of `/reconnecting`: what a page without modules would import, as `websocketWasm`.
import { WebSocket, drained, inspect } from './core.js';
import { ReconnectingWebSocket } from './reconnecting.js';

globalThis.websocketWasm = { ...globalThis.websocketWasm, WebSocket, drained, inspect, ReconnectingWebSocket };

// The classic script of `/reconnecting`: the entry's class for a page without modules, as a member of `websocketWasm`.
import { drained, inspect, WebSocket } from './core.js';
import { addToNamespace } from './namespace.js';
import { quietly } from './quietly.js';
import { reconnectingClass, request } from './reconnecting-class.js';

quietly(() => addToNamespace({ ReconnectingWebSocket: reconnectingClass(), WebSocket, drained, inspect, request }));

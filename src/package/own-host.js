// Node, Deno and Bun have classes that check their own prototype chain, or differ from the standard's: wrapped at once.
import { failure } from './core.js';
import { wrapHost } from './wrap-host.js';

if (!failure && globalThis.WebSocket) wrapHost(globalThis.WebSocket);

// `websocket-wasm/auto`: our class becomes the page's WebSocket now, before any later import can keep the host's.
import { failure, install } from './core.js';

if (failure) console.warn(`${failure.message} The page keeps the browser's own WebSocket class.`);
else install();

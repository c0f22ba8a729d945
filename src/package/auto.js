// `websocket-wasm/auto`: our class becomes the page's WebSocket now, before any later import can keep the host's.
import { installIfUsable } from './core.js';
import { quietly } from './quietly.js';

quietly(installIfUsable);

// The classic script: `/auto`, and as `websocketWasm` what a page without modules would import.
import { WebSocket, drained, inspect, install, installIfUsable, uninstall } from './core.js';
import { TypeError, defineProperty } from '../bindings/captured.js';
import { quietly } from './quietly.js';

quietly(() => {
  installIfUsable();
  const value = { WebSocket, drained, inspect, install, uninstall };
  if (defineProperty(globalThis, 'websocketWasm', { value, writable: true, enumerable: true, configurable: true })) return;
  uninstall();
  throw new TypeError('globalThis.websocketWasm cannot be set: the page has fixed it.');
});

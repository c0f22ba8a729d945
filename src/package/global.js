// The classic script: `/auto`, and as `websocketWasm` what a page without modules would import.
import { WebSocket, drained, inspect, install, installIfUsable, uninstall } from './core.js';
import { quietly } from './quietly.js';

quietly(() => {
  installIfUsable();
  if (Reflect.set(globalThis, 'websocketWasm', { WebSocket, drained, inspect, install, uninstall })) return;
  uninstall();
  throw new TypeError('globalThis.websocketWasm cannot be set: the page has fixed it.');
});

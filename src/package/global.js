// The classic script: `/auto`, and as `websocketWasm` what a page without modules would import.
import { drained, inspect, install, installIfUsable, uninstall, WebSocket } from './core.js';
import { addToNamespace } from './namespace.js';
import { quietly } from './quietly.js';

quietly(() => {
  installIfUsable();
  try {
    addToNamespace({ WebSocket, drained, inspect, install, uninstall });
  } catch (error) {
    uninstall();
    throw error;
  }
});

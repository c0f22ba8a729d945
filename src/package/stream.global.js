// The classic script: puts WebSocketStream and WebSocketError on the global if the host has none.
import { requireHost } from './core.js';
import { quietly } from './quietly.js';
import { streamClasses } from './stream-classes.js';

quietly(() => {
  const classes = Object.entries(streamClasses()).filter(([name]) => !globalThis[name]);
  if (classes.length) requireHost();
  for (const [name, value] of classes) Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
});

// The classic script: puts WebSocketStream and WebSocketError on the global if the host has none.
import { defineProperty, TypeError } from '../platform/captured.js';
import { requireHost } from './core.js';
import { quietly } from './quietly.js';
import { streamClasses } from './stream-classes.js';

quietly(() => {
  const classes = streamClasses();
  for (const name of ['WebSocketError', 'WebSocketStream']) {
    if (globalThis[name]) continue;
    requireHost();
    const isDefined = defineProperty(globalThis, name, { value: classes[name], writable: true, configurable: true });
    if (!isDefined) throw new TypeError(`globalThis.${name} cannot be set: the page has fixed it.`);
  }
});

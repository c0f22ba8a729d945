// The classic script: puts WebSocketStream and WebSocketError on the global if the host has none, or ours extends the host's.
import { defineProperty, getPrototypeOf, TypeError } from '../platform/captured.js';
import { requireHost } from './core.js';
import { quietly } from './quietly.js';
import { streamClasses } from './stream-classes.js';

quietly(() => {
  const classes = streamClasses();
  for (const name of ['WebSocketError', 'WebSocketStream']) {
    const present = globalThis[name];
    if (present && getPrototypeOf(classes[name]) !== present) continue;
    requireHost();
    const isDefined = defineProperty(globalThis, name, { value: classes[name], writable: true, configurable: true });
    if (!isDefined) throw new TypeError(`globalThis.${name} cannot be set: the page has fixed it.`);
  }
});

// The classic script: puts WebSocketStream and WebSocketError on the global where the host has none.
import { WebSocketError, WebSocketStream } from './stream.js';

for (const [name, value] of Object.entries({ WebSocketError, WebSocketStream })) {
  if (!globalThis[name]) Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
}

// Our class on the global, and the host's back again.

import { original } from '../host/host.js';
import { addLayer, below, name } from '../host/layers.js';
import { defineProperty, deleteProperty, TypeError } from '../platform/captured.js';

let replaced;

/** Puts the class on the global and returns it; throws a TypeError if the page has fixed the property. */
export function install(WebSocket) {
  if (globalThis[name] === WebSocket) return WebSocket;
  const before = below();
  if (
    !defineProperty(globalThis, name, {
      __proto__: null,
      value: WebSocket,
      writable: true,
      enumerable: false,
      configurable: true,
    })
  ) {
    throw new TypeError('globalThis.WebSocket cannot be replaced: the page has fixed it.');
  }
  addLayer(WebSocket, before);
  replaced = before;
  return WebSocket;
}

/** Puts back what was there, with its own descriptor, and returns it. */
export function uninstall(WebSocket) {
  const { descriptor, value } = replaced ?? original;
  // A class that someone else has put there since stays.
  if (replaced && globalThis[name] === WebSocket) {
    if (descriptor) defineProperty(globalThis, name, descriptor);
    else deleteProperty(globalThis, name);
    replaced = undefined;
  }
  return value;
}

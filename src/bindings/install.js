// Our class on the global, and the host's back again.
import { name, original } from './host.js';

const { defineProperty, deleteProperty, getOwnPropertyDescriptor, setPrototypeOf } = Reflect;

let replaced;

/** Puts the class on the global and returns it; throws a TypeError where the page has fixed the property. */
export function install(WebSocket) {
  if (globalThis[name] === WebSocket) return WebSocket;
  const before = { descriptor: getOwnPropertyDescriptor(globalThis, name), value: globalThis[name] };
  // Nothing that a page puts on Object.prototype may become part of it.
  if (before.descriptor) setPrototypeOf(before.descriptor, null);
  if (!defineProperty(globalThis, name, { __proto__: null, value: WebSocket, writable: true, enumerable: false, configurable: true })) {
    throw new TypeError('globalThis.WebSocket cannot be replaced: the page has fixed it.');
  }
  replaced = before;
  return WebSocket;
}

/** Puts back what was there, with its own descriptor, and returns it. */
export function uninstall(WebSocket) {
  const { descriptor, value } = replaced ?? { value: original };
  // A class that someone else has put there since stays.
  if (replaced && globalThis[name] === WebSocket) {
    if (descriptor) defineProperty(globalThis, name, descriptor);
    else deleteProperty(globalThis, name);
    replaced = undefined;
  }
  return value;
}

// Node, Deno and Bun have classes that check their own prototype chain, or differ from the standard's, and tests replace them:
// each socket goes through a wrapper around the one that is on the global when it is made.

import { called, isNative, missing, original } from '../host/host.js';
import { name } from '../host/layers.js';
import { deleteProperty, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } from '../platform/captured.js';
import { hasChosen, layerOf, useHost } from './beside.js';
import { checkMore, failure, WebSocket } from './core.js';
import './wrapper.js';

/** What is on the global; if it is ours, extends it, or was called, or a class that extends it, and has called ours: what is below ours. */
const transport = () => {
  const { [name]: Class } = globalThis;
  const layer = layerOf(isOrExtends(called, Class) ? WebSocket : Class);
  return layer ? layer.value : Class;
};

const isOrExtends = (Class, Base) => {
  let owner = Class;
  while (owner && owner !== Base) owner = getPrototypeOf(owner);
  return !!owner;
};

// How often our class has been called by what it connects through: something around it that does not say so by `new.target`.
let depth = 0;

// Returns the transport's socket.
function Transport(url, protocols) {
  const Class = [transport, () => layerOf(WebSocket)?.value][depth]?.() ?? original.value ?? missing;
  depth += 1;
  try {
    return new Class(url, protocols);
  } finally {
    depth -= 1;
  }
}

checkMore();
// A class that `wrapHost` has chosen stays.
if (!failure && !hasChosen()) {
  useHost(Transport, true, () => !!transport());
  dropNativeAdditions(WebSocket.prototype, original.value?.prototype ?? {});
}

// What the runtime's class has beyond the standard's refuses our sockets. What a program has added to it stays.
function dropNativeAdditions(prototype, ofRuntime) {
  for (const key of ownKeys(ofRuntime)) {
    const [own, runtimes] = [prototype, ofRuntime].map((object) => functionAt(object, key));
    if (own && own === runtimes && isNative(own, 'function')) deleteProperty(prototype, key);
  }
}

function functionAt(object, key) {
  const { get, value } = getOwnPropertyDescriptor(object, key) ?? {};
  return get ?? (typeof value === 'function' ? value : undefined);
}

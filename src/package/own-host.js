// Node, Deno and Bun have classes that check their own prototype chain, or differ from the standard's, and tests replace them:
// each socket goes through a wrapper around the one that is on the global when it is made.
import { hasChosen, layerOf, useHost } from './beside.js';
import { WebSocket, checkMore, failure } from './core.js';
import { called, missing, original } from '../bindings/host.js';
import { name } from '../bindings/layers.js';
import './wrapper.js';

/** What is on the global; if it is ours, extends it, or was called and has called ours: what is below ours. */
const transport = () => {
  const { [name]: Class } = globalThis;
  const layer = layerOf(Class === called ? WebSocket : Class);
  return layer ? layer.value : Class;
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
if (!failure && !hasChosen()) useHost(Transport, true, () => !!transport());

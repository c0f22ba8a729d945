// The classes of this package, of all its copies in this realm: each goes directly on top of the host, none on top of another.
import {
  defineProperty,
  getFrom,
  getOwnPropertyDescriptor,
  has,
  setIn,
  setPrototypeOf,
  take,
  WeakMap,
} from '../platform/captured.js';

/** The property of the global that holds the class. */
export const name = 'WebSocket';

/** The property of the global by which copies know each other: what is below a class, by the class. */
const key = take('Symbol', 'for')('websocket-wasm');

/** What the global has, as `value` and `descriptor`; if that is a class of this package, what is below it. */
export const below = () => {
  const { [name]: value } = globalThis;
  const layer = layerAt(value);
  if (layer) return layer;
  const descriptor = getOwnPropertyDescriptor(globalThis, name);
  // Nothing that a page puts on Object.prototype may become part of it.
  if (descriptor) setPrototypeOf(descriptor, null);
  return { descriptor, value };
};

/** Tells all copies what is below a class of this one. */
export const addLayer = (Class, layer) => {
  const add = (layers) => setIn(layers, Class, layer);
  if (has(add, globalThis[key])) return;
  // A global that is frozen stays without: then copies do not know each other.
  if (defineProperty(globalThis, key, { __proto__: null, value: new WeakMap() })) add(globalThis[key]);
};

/** What is below a class of this package; undefined for anything else. */
export const layerAt = (object) => {
  try {
    return getFrom(globalThis[key], object);
  } catch {
    return undefined;
  }
};

// What is asked of an object with the members of a WebSocket that a script has written, or is left of one.

import { toNumber } from '../convert/values.js';
import { take } from '../platform/captured.js';
import { warn } from '../platform/warn.js';

const set = take('Reflect', 'set');

/**
 * Acts with each event of this type.
 *
 * By the attribute, or as a listener where the class has none; where it names neither, by both: not by both everywhere, as some
 * classes make a new event for each.
 */
export const hear = (transport, type, act) => {
  const name = `on${type}`;
  const hasAttribute = name in transport;
  let latest;
  const listener = (event) => {
    if (event && event === latest) return;
    latest = event;
    act(event);
  };
  if (!(set(transport, name, listener) && hasAttribute)) transport.addEventListener?.(type, listener);
};

/** Its `readyState`, where it has one. */
export const toState = (value) => toNumber(value ?? 0);

/** Its `bufferedAmount`. */
export const toAmount = (value) => {
  const amount = toNumber(value ?? 0);
  return amount > 0 ? amount : 0;
};

const said = { __proto__: null };

/** Tells the developer what is wrong with the class, each thing once. */
export const warnOnce = (what, cause) => {
  if (said[what]) return;
  said[what] = true;
  warn(`websocket-wasm: the WebSocket class that this package connects through ${what}.`, ...(cause ? [cause] : []));
};

// Zones: zone.js, which Angular loads, patches EventTarget, and a list of listeners of our own is beside that.

import { EventTarget, find } from '../platform/captured.js';

const methodNow = () => EventTarget.prototype?.addEventListener;
/** The method that zone.js puts its own in the place of; undefined if it was there first. */
const method = find('Zone') ? undefined : methodNow();

/** A function that runs in the zone in which this is called, as a listener does if zone.js has patched EventTarget. */
export const inZone = (call) => {
  // Pages take long to say that they have no such global: they look for an element of that name.
  if (method && method === methodNow()) return call;
  const zone = /** @type {any} */ (globalThis).Zone?.current;
  return typeof zone?.wrap === 'function' ? zone.wrap(call, 'ReconnectingWebSocket') : call;
};

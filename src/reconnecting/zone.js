// Zones: zone.js, which Angular loads, patches EventTarget, and a list of listeners of our own is beside that.

/** A function that runs in the zone in which this is called, as a listener does if zone.js has patched EventTarget. */
export const inZone = (call) => {
  const zone = /** @type {any} */ (globalThis).Zone?.current;
  return typeof zone?.wrap === 'function' ? zone.wrap(call, 'ReconnectingWebSocket') : call;
};

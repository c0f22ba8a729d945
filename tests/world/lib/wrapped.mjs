// A class that is given to wrapHost(), or that is the global's in the control.

/** What the checks get: `Class` is the host of our class; without us it is put on the global. A peer that reconnects is on the global's. */
export async function wrapped(Class, load) {
  if (process.env.WORLD_CLASS === 'ours') (await load.wrapHost()).wrapHost(Class);
  else globalThis.WebSocket = Class;
  return { load };
}

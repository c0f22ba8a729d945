export const isFunction = (value) => typeof value === 'function';

/** A promise of what is provided: the values as they are, and what functions among them return, which are called in a microtask. */
export const provide = async (providers) => {
  await undefined;
  // Each in a function of its own: one that throws must not leave the promise of another without a handler.
  return Promise.all(providers.map(async (provider) => (isFunction(provider) ? provider() : provider)));
};

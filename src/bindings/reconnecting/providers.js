export const isFunction = (value) => typeof value === 'function';

/** A promise of what is provided: the values as they are, and what functions among them return, which are called in a microtask. */
export const provide = async (providers) => {
  await undefined;
  return Promise.all(providers.map((provider) => (isFunction(provider) ? provider() : provider)));
};

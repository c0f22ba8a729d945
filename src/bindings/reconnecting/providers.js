const isFunction = (value) => typeof value === 'function';

/** What is provided: the values as they are, or, where there are functions among them, a promise of what those return, called in a microtask. */
export const provide = (...providers) => {
  if (!providers.some(isFunction)) return providers;
  return Promise.resolve().then(() => Promise.all(providers.map((provider) => (isFunction(provider) ? provider() : provider))));
};

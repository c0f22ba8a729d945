export const isFunction = (value) => typeof value === 'function';

/**
 * Calls `use` with what is provided: the values as they are, and what functions among them return, which are called in a microtask, with
 * `details`; or `fail`.
 */
export const provide = (providers, details, use, fail) => {
  // No array: a page may have put setters on Object.prototype.
  const provided = { __proto__: null };
  let awaited = providers.length;
  // Not by `Promise.all`: a platform may lack it, or what it calls.
  const ask = async (provider, index) => {
    try {
      await undefined;
      provided[index] = isFunction(provider) ? await provider(details) : provider;
    } catch (error) {
      if (awaited > 0) fail(error);
      awaited = -1;
    }
    awaited -= 1;
    if (awaited === 0) use(provided);
  };
  for (let index = 0; index < providers.length; index += 1) ask(providers[index], index);
};

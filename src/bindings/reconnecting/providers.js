/** Whether a value has to be asked for. */
export const isProvider = (value) => typeof value === 'function';

/** A promise of what is provided: the values as they are, and what functions among them return, which are called in a microtask. */
export const provide = async (providers) => {
  await undefined;
  return Promise.all(providers.map((provider) => (isProvider(provider) ? provider() : provider)));
};

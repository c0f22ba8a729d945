// Event handler attributes, such as `onopen`.

/** The handlers of each object, by type. */
const handlers = new WeakMap();

/** Gives a prototype such an attribute for each of these types of events. */
export const defineHandlers = (prototype, types) => {
  for (const type of types) {
    Object.defineProperty(prototype, `on${type}`, {
      get() { return handlersOf(this)[type]?.callback ?? null; },
      set(value) { setHandler(this, type, Object(value) === value ? value : null); },
      enumerable: true,
      configurable: true,
    });
  }
};

const handlersOf = (target) => {
  if (!handlers.has(target)) handlers.set(target, {});
  return handlers.get(target);
};

// A handler that is replaced keeps its place among the listeners; one that was null in between gets a new one.
const setHandler = (target, type, callback) => {
  const own = handlersOf(target);
  if (own[type] && callback) {
    own[type].callback = callback;
  } else if (own[type]) {
    target.removeEventListener(type, own[type].listener);
    delete own[type];
  } else if (callback) {
    const handler = { callback, listener: (event) => typeof handler.callback === 'function' && Reflect.apply(handler.callback, target, [event]) };
    own[type] = handler;
    target.addEventListener(type, handler.listener);
  }
};

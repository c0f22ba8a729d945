// Event handler attributes, such as `onopen`.

import { isObject } from '../convert/values.js';
import { apply, defineProperty, takeMethod } from '../platform/captured.js';
import { listen, unlisten } from './events.js';

const preventDefault = takeMethod('Event', 'preventDefault');

/** Gives a prototype such an attribute for each of these types of events; `handlersOf` has the handlers of an instance by type. */
export const defineHandlers = (prototype, types, handlersOf) => {
  for (const type of types) {
    defineProperty(prototype, `on${type}`, {
      __proto__: null,
      get() {
        return handlersOf(this)[type]?.callback ?? null;
      },
      set(value) {
        const handler = (handlersOf(this)[type] ??= newHandler(this));
        const wasSet = !!handler.callback;
        handler.callback = isObject(value) ? value : null;
        // A handler that is replaced keeps its place among the listeners.
        if (wasSet !== !!handler.callback) (wasSet ? unlisten : listen)(this, type, handler);
      },
      enumerable: true,
      configurable: true,
    });
  }
};

const newHandler = (target) => ({
  callback: null,
  handleEvent(event) {
    const { callback } = this;
    if (typeof callback === 'function' && apply(callback, target, [event]) === false) preventDefault(event);
  },
});

// Event handler attributes, such as `onopen`.

import { isObject } from '../convert/values.js';
import { apply, defineProperty, takeMethod } from '../platform/captured.js';
import { addListener, removeListener } from './listeners.js';

/** `preventDefault`, with the event first. */
const cancel = takeMethod('Event', 'preventDefault');

/** Gives a prototype such an attribute for each of these types of events; `handlersOf` has the handlers of an instance by type. */
export const defineHandlers = (prototype, types, handlersOf) => {
  for (const type of types) {
    defineProperty(prototype, `on${type}`, {
      get() {
        return handlersOf(this)[type]?.callback ?? null;
      },
      set(value) {
        const handler = (handlersOf(this)[type] ??= new Handler(this));
        const wasSet = !!handler.callback;
        handler.callback = isObject(value) ? value : null;
        // A handler that is replaced keeps its place among the listeners.
        if (wasSet === !!handler.callback) return;
        (wasSet ? removeListener : addListener)(this, type, handler);
      },
      enumerable: true,
      configurable: true,
    });
  }
};

class Handler {
  callback = null;
  #target;

  constructor(target) {
    this.#target = target;
  }

  handleEvent(event) {
    const { callback } = this;
    if (typeof callback === 'function' && apply(callback, this.#target, [event]) === false) cancel(event);
  }
}

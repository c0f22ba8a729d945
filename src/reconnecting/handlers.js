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
        const handler = (handlersOf(this)[type] ??= handlerOf(this));
        handler.callback = isObject(value) ? value : null;
        // To add it again changes nothing: a handler that is replaced keeps its place among the listeners.
        (handler.callback ? addListener : removeListener)(this, type, handler.listener);
      },
      enumerable: true,
      configurable: true,
    });
  }
};

const handlerOf = (target) => {
  const handler = {
    listener: (event) => {
      if (typeof handler.callback === 'function' && apply(handler.callback, target, [event]) === false) cancel(event);
    },
  };
  return handler;
};

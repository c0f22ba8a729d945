// What a wrapped host has of events: the class that older Node lacks, and the event handler attributes.

import { isObject } from '../convert/values.js';
import { apply, defineProperty, Event, find, getOwnPropertyDescriptor } from '../platform/captured.js';

// Node 20 and 22 have none.
export const CloseEvent =
  find('CloseEvent') ??
  class CloseEvent extends Event {
    #init;

    constructor(type, init = {}) {
      super(type, init);
      this.#init = { code: init.code ?? 0, reason: init.reason ?? '', wasClean: !!init.wasClean };
    }

    get code() {
      return this.#init.code;
    }

    get reason() {
      return this.#init.reason;
    }

    get wasClean() {
      return this.#init.wasClean;
    }
  };

/** The listener behind an event handler attribute. */
class Handler {
  constructor(callback) {
    this.callback = callback;
    const handler = this;
    // A function: Node reports the errors of listeners that are objects late. Not `currentTarget`: Node clears it after the first listener.
    this.listener = function (event) {
      handler.#handle(this, event);
    };
  }

  #handle(socket, event) {
    if (typeof this.callback === 'function' && apply(this.callback, socket, [event]) === false) {
      event.preventDefault();
    }
  }
}

/** Gives a class the event handler attributes; `handlersOf` is the object in which an instance keeps its handlers, by type. */
export const defineHandlers = (prototype, handlersOf) => {
  for (const type of ['open', 'message', 'error', 'close']) {
    const name = `on${type}`;
    const accessor = {
      get [name]() {
        return handlersOf(this)[type]?.callback ?? null;
      },
      set [name](value) {
        setHandler(this, handlersOf(this), type, isObject(value) ? value : null);
      },
    };
    defineProperty(prototype, name, getOwnPropertyDescriptor(accessor, name));
  }
};

// A handler that is replaced keeps its place among the listeners; one that was null in between gets a new one.
const setHandler = (socket, handlers, type, callback) => {
  const handler = handlers[type];
  if (handler && callback) {
    handler.callback = callback;
  } else if (handler) {
    socket.removeEventListener(type, handler.listener);
    delete handlers[type];
  } else if (callback) {
    handlers[type] = new Handler(callback);
    socket.addEventListener(type, handlers[type].listener);
  }
};

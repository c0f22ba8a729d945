// What a wrapped host has of events: the class that older Node lacks, and the listener behind an event handler attribute.
import { Event, apply, find } from './captured.js';

// Node 20 and 22 have none.
export const CloseEvent = find('CloseEvent') ?? class CloseEvent extends Event {
  #init;

  constructor(type, init = {}) {
    super(type, init);
    this.#init = { code: init.code ?? 0, reason: init.reason ?? '', wasClean: Boolean(init.wasClean) };
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
export class Handler {
  constructor(callback) {
    this.callback = callback;
    const handler = this;
    // A function: Node reports the errors of listeners that are objects late. Not `currentTarget`: Node clears it after the first listener.
    this.listener = function (event) { handler.#handle(this, event); };
  }

  #handle(socket, event) {
    if (typeof this.callback === 'function' && apply(this.callback, socket, [event]) === false) {
      event.preventDefault();
    }
  }
}

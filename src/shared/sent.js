// The messages of a tab, until it is known what has become of each.

import { push } from '../reconnecting/lists.js';

export class Sent {
  #messages = { __proto__: null };
  /** The oldest, the first that no worker has, and the next. */
  #first = 0;
  #given = 0;
  #end = 0;

  /** How many a worker has. */
  get given() {
    return this.#given - this.#first;
  }

  add(message) {
    this.#messages[this.#end] = message;
    this.#end += 1;
  }

  /** Gives those to the worker that it does not have. */
  give(say) {
    while (this.#given < this.#end) {
      const { [this.#given]: message } = this.#messages;
      this.#given += 1;
      say(message);
    }
  }

  /** Takes out the oldest. */
  take(count) {
    const taken = [];
    for (const end = this.#first + count; this.#first < end; this.#first += 1) {
      push(taken, this.#messages[this.#first]);
      delete this.#messages[this.#first];
    }
    return taken;
  }
}

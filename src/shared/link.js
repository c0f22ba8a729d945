// What a tab knows of its worker, which may end without a word and with all that it has.

import { clearTimeout, setTimeout } from '../platform/captured.js';
import * as numbers from './numbers.js';

/** By state and input: the next state, and what to do times 8. It is `number_of_link` of src/proto/shared/transitions.rs. */
const TRANSITIONS = [
  [1, 16, 0, 4, 0],
  [1, 10, 16, 4, 1],
  [1, 11, 16, 4, 2],
  [1, 16, 16, 4, 3],
  [4, 4, 16, 4, 10],
];

/** A timer, if there can be one for so long. */
export const later = (act, time) => (time < Infinity ? setTimeout(act, time) : undefined);

export class Link {
  #act;
  /** How long each state may last. */
  #times;
  #state = numbers.LINK_JOINING;
  #hasHeard = false;
  #timer;

  /** `act` is told what to do; the times are in milliseconds. */
  constructor(pingInterval, pingTimeout, act) {
    this.#act = act;
    this.#times = [pingInterval + 2 * pingTimeout, pingInterval, pingTimeout, pingTimeout, Infinity];
    this.#wait();
  }

  /** Something was heard of the worker. */
  hear() {
    this.#hasHeard = true;
    if (this.#state === numbers.LINK_JOINING) this.take(numbers.INPUT_HEARD);
  }

  take(input) {
    const number = TRANSITIONS[this.#state][input];
    const state = number % 8;
    this.#state = state;
    clearTimeout(this.#timer);
    if (number > 15) return this.#act(numbers.LINK_ACTION_REJOIN);
    if (number > 7) this.#act(numbers.LINK_ACTION_ASK);
    return this.#wait();
  }

  stop() {
    clearTimeout(this.#timer);
  }

  #wait() {
    this.#timer = later(() => {
      const hasHeard = this.#hasHeard;
      this.#hasHeard = false;
      this.take(hasHeard ? numbers.INPUT_HEARD : numbers.INPUT_OVERDUE);
    }, this.#times[this.#state]);
  }
}

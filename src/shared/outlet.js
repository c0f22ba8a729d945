// What a tab is told, on its way into the port: at once, or in batches.

import { setTimer } from '../platform/clock.js';
import { push } from '../reconnecting/lists.js';
import { only } from './only.js';
import { post } from './ports.js';
import { ITEM_MESSAGE, TOLD_BATCH } from './words.js';

export class Outlet {
  #port;
  /** How long what is told is collected, in milliseconds; 0 for not at all. */
  #batch;
  #collected;

  constructor(port, batch) {
    this.#port = port;
    this.#batch = batch;
  }

  /** Tells the tab something. If nobody else needs it, its bytes go to the tab without a copy. */
  tell(told, isAlone = false) {
    if (this.#batch > 0) return this.#collect(told);
    // What has no second value would be looked for on the page's Object.prototype.
    const hasBytes = isAlone && told[0] === ITEM_MESSAGE && typeof told[1] !== 'string';
    return hasBytes ? post(this.#port, told, only(told[1])) : post(this.#port, told);
  }

  /** Tells it what is collected. */
  flush() {
    const collected = this.#collected;
    this.#collected = undefined;
    if (collected) post(this.#port, collected);
  }

  #collect(told) {
    if (!this.#collected) {
      this.#collected = [TOLD_BATCH];
      setTimer(() => this.flush(), this.#batch);
    }
    push(this.#collected, told);
  }
}

// What a tab has taken, and the worker has not been told of.

import { lengthOf as bytesOf } from '../convert/values.js';
import { ITEM_MESSAGE, OVERHEAD } from './words.js';

/** The most bytes that a tab takes before it acknowledges them. */
const UNACKNOWLEDGED = 2 ** 16;

export class Taken {
  #items = 0;
  #weight = 0;
  #most;

  constructor(receiveLimit) {
    this.#most = receiveLimit / 4 < UNACKNOWLEDGED ? receiveLimit / 4 : UNACKNOWLEDGED;
  }

  /** One more; whether it is time to acknowledge. */
  add({ 0: kind, 1: data }) {
    this.#items += 1;
    this.#weight += OVERHEAD + (kind === ITEM_MESSAGE ? lengthOf(data) : 0);
    return this.#weight >= this.#most;
  }

  /** How many there were: they are acknowledged. */
  clear() {
    const items = this.#items;
    this.#items = 0;
    this.#weight = 0;
    return items;
  }
}

const lengthOf = (data) => (typeof data === 'string' ? data.length : bytesOf(data));

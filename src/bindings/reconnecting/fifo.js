/** First in, first out; taking the first of many out of an array takes long. */
export class Fifo {
  #items = new Map();
  #first = 0;
  #next = 0;

  get isEmpty() {
    return this.#first === this.#next;
  }

  push(item) {
    this.#items.set(this.#next++, item);
  }

  shift() {
    const item = this.#items.get(this.#first);
    this.#items.delete(this.#first++);
    return item;
  }

  /** So many of the first, as an array. */
  take(count) {
    return Array.from({ length: count }, () => this.shift());
  }
}

// Something that is waited for.

/** `promise` resolves when `give` is called, and `isGiven` tells whether it was. */
export class Signal {
  isGiven = false;
  #resolve;
  promise = new Promise((resolve) => {
    this.#resolve = resolve;
  });

  give() {
    this.isGiven = true;
    this.#resolve();
  }
}

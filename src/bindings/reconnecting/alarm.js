/** What `setTimeout` takes at most. */
const MAX_TIMEOUT = 2 ** 31 - 1;

/** The clock of all times here, in milliseconds. */
export const now = () => performance.now();

/** Calls `ring` at a time that may change often; sometimes earlier. */
export class Alarm {
  #ring;
  #timer;
  #due = Infinity;

  constructor(ring) {
    this.#ring = () => {
      this.#due = Infinity;
      ring();
    };
  }

  /** Sets the time; Infinity for none. A timer for an earlier one is left: that costs less than setting it anew for each message. */
  set(time) {
    if (time >= this.#due && time < Infinity) return;
    clearTimeout(this.#timer);
    this.#due = time;
    if (time < Infinity) this.#timer = setTimeout(this.#ring, Math.min(Math.ceil(Math.max(time - now(), 0)), MAX_TIMEOUT));
  }
}

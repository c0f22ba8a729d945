import { take } from '../platform/captured.js';
import { clearTimer, reach, setTimer } from '../platform/clock.js';

const ceil = take('Math', 'ceil');
/** What `setTimeout` takes at most. */
const MAX_TIMEOUT = 2 ** 31 - 1;
/** What a difference of times may be wrong by. */
const ROUNDING = 1e-3;

/**
 * Rings at a time that may change often, sometimes earlier. A timer for an earlier time is left: that costs less than setting it
 * anew for each message.
 */
export class Alarm {
  #ring;
  #timer;
  /** When the timer comes; Infinity if there is none. */
  #due = Infinity;
  #wanted = Infinity;

  constructor(ring) {
    this.#ring = ring;
  }

  /** Rings at this time, Infinity for never; `time` is what it is now, or was when that was decided. */
  set(wanted, time) {
    this.#wanted = wanted;
    if (wanted >= this.#due && wanted < Infinity) return;
    this.stop();
    if (wanted === Infinity) return;
    const delay = wanted - time;
    const isFar = delay > MAX_TIMEOUT;
    this.#due = isFar ? time + MAX_TIMEOUT : wanted;
    this.#timer = setTimer(handleTimer, isFar ? MAX_TIMEOUT : delay > 0 ? ceil(delay - ROUNDING) : 0, this);
  }

  /** Leaves no timer. */
  stop() {
    if (this.#due === Infinity) return;
    clearTimer(this.#timer);
    this.#due = Infinity;
  }

  handleTimer() {
    // Timers count whole milliseconds: within one, its time has come.
    if (this.#wanted - this.#due < 1) reach(this.#wanted);
    this.#due = Infinity;
    this.#ring();
  }
}

const handleTimer = (alarm) => alarm.handleTimer();

// Sending again and again, bounded, and no faster than the socket takes it.
import { InputError } from './bytes.js';

/** The bounds of a repeat; more than `buffered` bytes in bufferedAmount make it wait. */
export const BOUNDS = { times: 100_000, everyLeast: 1, everyMost: 3_600_000, buffered: 1024 * 1024 };

/** `{ every, times }` from the input; an empty field means the bound. Throws an InputError that names the bound. */
export function readRepeat({ every, times }) {
  return {
    every: readWhole(every, BOUNDS.everyLeast, {
      least: BOUNDS.everyLeast,
      most: BOUNDS.everyMost,
      what: 'milliseconds',
    }),
    times: readWhole(times, BOUNDS.times, { least: 1, most: BOUNDS.times, what: 'times' }),
  };
}

/**
 * Calls `send(index)` at an interval, at most `times` times, until it is stopped, a call rejects, or `figures()` says that the
 * connection is no longer open. A call begins when the one before has been answered. Fires `change` when its state has changed.
 *
 * `figures()` returns `{ readyState, bufferedAmount }` or null; `look()` brings them up to date. `clock` has the global functions'
 * `setTimeout` and `clearTimeout`, and `now`.
 */
export class Repeat extends EventTarget {
  /** 'running', 'waiting' for the buffer, 'done', 'stopped', 'closed' or 'failed'. */
  phase = 'stopped';
  sent = 0;
  /** The reason of the last rejection, if that ended it. */
  error = null;
  #socket;
  #clock;
  #timer;

  constructor(socket, { every, times }, clock = CLOCK) {
    super();
    this.#socket = socket;
    this.#clock = clock;
    this.every = every;
    this.times = times;
  }

  get isGoing() {
    return this.phase === 'running' || this.phase === 'waiting';
  }

  /** Begins, with a message at once. Only once. */
  async start() {
    this.#become('running');
    let due = this.#clock.now();
    let breath = due;
    while (this.#mayGoOn()) {
      if (this.#isFull()) {
        await this.#untilThereIsRoom();
        due = this.#clock.now();
        continue;
      }
      if (!(await this.#sendOne())) return;
      const now = this.#clock.now();
      // Makes up for the delays of a busy page or a slow timer, but not all at once.
      due = Math.max(due + this.every, now - MADE_UP_MS);
      if (due <= now && now - breath < BREATH_MS) continue;
      await this.#pause(Math.max(0, due - now));
      breath = this.#clock.now();
    }
  }

  stop() {
    if (this.isGoing) this.#finish('stopped');
  }

  /** The connection may have changed: ends if it is not open, even between two messages. */
  told() {
    this.#mayGoOn();
  }

  #mayGoOn() {
    if (!this.isGoing) return false;
    if (this.#socket.figures()?.readyState === OPEN) return true;
    this.#finish('closed');
    return false;
  }

  async #sendOne() {
    try {
      await this.#socket.send(this.sent);
    } catch (error) {
      if (!this.isGoing) return false;
      this.error = error;
      this.#finish('failed');
      return false;
    }
    this.sent += 1;
    if (!this.isGoing) return false;
    if (this.sent === this.times) this.#finish('done');
    else this.#changed();
    return this.isGoing;
  }

  #isFull() {
    return this.#socket.figures().bufferedAmount > BOUNDS.buffered;
  }

  async #untilThereIsRoom() {
    this.#become('waiting');
    while (this.#mayGoOn() && this.#isFull()) {
      await this.#pause(LOOK_AGAIN_MS);
      await this.#socket.look();
    }
    if (this.isGoing) this.#become('running');
  }

  /** Never resolves if the repeat ends meanwhile. */
  #pause(milliseconds) {
    return new Promise((resolve) => {
      this.#timer = this.#clock.setTimeout(resolve, milliseconds);
    });
  }

  #finish(phase) {
    this.#clock.clearTimeout(this.#timer);
    this.#become(phase);
  }

  #become(phase) {
    this.phase = phase;
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}

function readWhole(typed, otherwise, { least, most, what }) {
  const text = typed.trim();
  if (text === '') return otherwise;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new InputError(
    `“${text}” is not valid. Enter a whole number of ${what} from ${least} to ${most.toLocaleString('en')}.`,
  );
}

const CLOCK = {
  now: () => performance.now(),
  setTimeout: (act, ms) => setTimeout(act, ms),
  clearTimeout: (timer) => clearTimeout(timer),
};

/** WebSocket.OPEN. */
const OPEN = 1;
/** How often a full buffer is looked at. */
const LOOK_AGAIN_MS = 50;
/** Of the time that was lost, this much is made up for. */
const MADE_UP_MS = 100;
/** How long messages follow each other before the page gets its turn. */
const BREATH_MS = 8;

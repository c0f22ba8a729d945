import { isNative } from '../host/host.js';
import { find, setTimeout, take } from '../platform/captured.js';
import { clearTimer, now, reach, setTimer } from '../platform/clock.js';
import { Members } from './lists.js';
import { callSafely } from './made_events.js';
import { isFunction } from './providers.js';

const ceil = take('Math', 'ceil');
/** What `setTimeout` takes at most. */
const MAX_TIMEOUT = 2 ** 31 - 1;
/** What a difference of times may be wrong by. */
const ROUNDING = 1e-3;
/** A timer that is so late was taken away by a page that clears all of its timers; or the page is hidden, and another does no harm. */
const LATE = 1_000;
/** The timers that keep no process alive, and that no test counts or drives: those that the browser makes itself. */
const browsers =
  find('location') && isFunction(setTimeout) && isNative(setTimeout, 'function setTimeout(') && setTimeout;

/**
 * A timer for all alarms that wait for it, set for the earliest of them or before. One for an earlier time is left: that costs less
 * than setting it anew for each message.
 */
class Timer {
  #alarms = new Members();
  #timer;
  /** When it comes; Infinity if it is not set. */
  #due = Infinity;

  /** Has an alarm ring at the time that it wants; it is `time` now, or was when that was decided. */
  add(alarm, time) {
    this.#alarms.add(alarm);
    this.#setFor(alarm.wanted, time);
  }

  remove(alarm) {
    this.#alarms.remove(alarm);
  }

  stop() {
    if (this.#due === Infinity) return;
    clearTimer(this.#timer);
    this.#due = Infinity;
  }

  ring() {
    this.#due = Infinity;
    /** @type {number | undefined} */
    let time = now();
    this.#alarms.each((alarm) => {
      // Of the page, which takes its time.
      time ??= now();
      // Timers count whole milliseconds: within one, its time has come. What one alarm throws keeps no other from ringing.
      if (alarm.wanted - time >= 1) return this.#setFor(alarm.wanted, time);
      const arrived = time;
      time = undefined;
      callSafely(() => alarm.ring(arrived));
    });
  }

  #setFor(wanted, time) {
    if (wanted > this.#due - ROUNDING && time - this.#due < LATE) return;
    this.stop();
    let delay = wanted - time;
    if (delay > MAX_TIMEOUT) delay = MAX_TIMEOUT;
    this.#due = time + delay;
    this.#timer = setTimer(ring, delay > 0 ? ceil(delay - ROUNDING) : 0, this);
  }
}

const ring = (timer) => timer.ring();

// The browser's timers are left when nobody waits any more: who waits next mostly needs none of its own. What is due at once has
// another one, as the first would be set anew each time.
const later = new Timer();
const atOnce = new Timer();

/** Rings its owner at a time that may change often, sometimes earlier: `ring(time)` with what it is then. */
export class Alarm {
  wanted = Infinity;
  #owner;
  #timer;
  #own;

  constructor(owner) {
    this.#owner = owner;
  }

  /** Rings at this time, Infinity for never; `time` is what it is now, or was when that was decided. */
  set(wanted, time) {
    if (wanted === Infinity) return this.stop();
    const timer = this.#timerFor(wanted, time);
    if (timer !== this.#timer) this.#timer?.remove(this);
    this.#timer = timer;
    this.wanted = wanted;
    timer.add(this, time);
  }

  stop() {
    this.#timer?.remove(this);
    this.#timer = undefined;
    this.#own?.stop();
  }

  ring(time) {
    const { wanted } = this;
    const isEarly = wanted > time;
    if (isEarly) reach(wanted);
    this.stop();
    this.#owner.ring(isEarly ? wanted : time);
  }

  // If a test drives the timers, or another runtime makes them, each alarm has one of its own, and leaves none.
  #timerFor(wanted, time) {
    if (find('setTimeout') !== browsers) return (this.#own ??= new Timer());
    return wanted > time ? later : atOnce;
  }
}

// The events of an instance: most are made here, those of its connections are fired again.

import { dispatch } from '../class/events.js';
import { soon } from '../platform/clock.js';
import { copyOf, eventWith, failedClose } from './made_events.js';
import { CAUSES } from './numbers.js';
import * as policies from './policy.js';

export class Events {
  #target;
  #policy;
  /** The event with which the latest connection has ended, until it is told. */
  #ending;
  #closeEvent;
  #isOverflowing = false;

  constructor(target, policy) {
    this.#target = target;
    this.#policy = policy;
  }

  /** The latest close event. */
  get end() {
    return this.#closeEvent ?? failedClose();
  }

  fire(type, members) {
    dispatch(this.#target, eventWith(type, members));
  }

  /** Fires an event of the connection. */
  repeat(event) {
    dispatch(this.#target, copyOf(event));
  }

  /** A connection has ended with this event. */
  noteEnd(event) {
    this.#ending = event;
  }

  fireClose() {
    this.#closeEvent = this.#ending ? copyOf(this.#ending) : failedClose();
    this.#ending = undefined;
    dispatch(this.#target, this.#closeEvent);
  }

  /** `error` is why it was not known where to connect. */
  fireReconnecting(error) {
    const attempt = policies.figure(this.#policy, 0);
    const delay = policies.figure(this.#policy, 1);
    this.fire('reconnecting', { attempt, delay, ...reason(policies.figure(this.#policy, 2), error) });
  }

  fireGiveUp(error) {
    const attempts = policies.figure(this.#policy, 0);
    this.fire('giveup', { attempts, ...reason(policies.figure(this.#policy, 1), error) });
  }

  /** Fires one event for all messages of this task that had no room. */
  fireOverflow(policy) {
    if (this.#isOverflowing) return;
    this.#isOverflowing = true;
    soon(() => {
      this.#isOverflowing = false;
      this.fire('overflow', { ...policies.takeOverflow(this.#policy), policy });
    });
  }
}

const reason = (number, error) => {
  const cause = CAUSES[number];
  return { cause, error: cause === 'provider' ? error : undefined };
};

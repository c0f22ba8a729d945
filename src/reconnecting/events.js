// The events of an instance: those of its connections, and those that are made here.

import { dispatch } from '../class/events.js';
import { soon } from '../platform/clock.js';
import { relay } from './listeners.js';
import { copyOf, eventWith, failedClose } from './made_events.js';
import { CAUSES } from './numbers.js';
import * as policies from './policy.js';
import { adopt, isUnderWay, isUsual } from './relayed.js';

export class Events {
  #target;
  #policy;
  /** The events with which the latest connection has opened and ended, until they are fired. */
  #opening;
  #ending;
  #closeEvent;
  #isOverflowing = false;

  constructor(target, policy) {
    this.#target = target;
    this.#policy = policy;
  }

  /** The latest close event, if there was one. */
  get latestEnd() {
    return this.#closeEvent;
  }

  /** The same, or one that tells of a failure. */
  get end() {
    return this.#closeEvent ?? failedClose();
  }

  fire(type, members) {
    dispatch(this.#target, eventWith(type, members));
  }

  /** Fires a message, which is adopted, and being dispatched. */
  relayMessage(event) {
    if (isUsual) relay(this.#target, 'message', event);
    else dispatch(this.#target, copyOf(event));
  }

  /** Fires another event of the connection. */
  relay(type, event) {
    // If a listener closes its connection, or a test's fake fires in the middle of a call, it may not be dispatched any more.
    if (isUnderWay(event)) relay(this.#target, type, event);
    else dispatch(this.#target, copyOf(event));
  }

  /** A connection has opened or ended with this event. */
  note(type, event) {
    adopt(event);
    if (type === 'open') this.#opening = event;
    else this.#ending = event;
  }

  fireOpen() {
    this.relay('open', this.#opening);
    this.#opening = undefined;
  }

  fireClose() {
    const event = this.#ending;
    this.#opening = undefined;
    this.#ending = undefined;
    this.#closeEvent = event ?? failedClose();
    if (event) this.relay('close', event);
    else dispatch(this.#target, this.#closeEvent);
  }

  /** `error` is why it was not known where to connect. */
  fireReconnecting(attempt, delay, cause, error) {
    this.fire('reconnecting', { attempt, delay, ...reason(cause, error) });
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

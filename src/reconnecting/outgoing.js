// Messages on their way out. The policy says what becomes of each; here is what they hold.

import { copyOfMessage, lengthOf, Store } from './messages.js';
import {
  SENT_DROPPED_AFTER_CLOSE,
  SENT_DROPPED_NEWEST,
  SENT_HANDED_OVER,
  SENT_QUEUED,
  SENT_QUEUED_FOR_OTHERS,
} from './numbers.js';
import * as policies from './policy.js';

export class Outgoing {
  #policy;
  #transport;
  #inspection;
  #store = new Store();
  /** The connection may not have transmitted all that it was handed. */
  #isTransmitting = false;

  constructor(policy, transport, inspection) {
    this.#policy = policy;
    this.#transport = transport;
    this.#inspection = inspection;
  }

  /** Takes a message; returns its length and what becomes of it. */
  send(data) {
    const message = copyOfMessage(data);
    const length = lengthOf(message);
    this.look();
    const becomes = policies.sendMessage(this.#policy, length, this.#transport.isOpen);
    if (becomes === SENT_QUEUED_FOR_OTHERS) {
      this.#inspection.drop(this.#store.take(policies.figure(this.#policy, 1), policies.figure(this.#policy, 2)));
    }
    if (becomes === SENT_HANDED_OVER || becomes === SENT_QUEUED || becomes === SENT_QUEUED_FOR_OTHERS) {
      this.#store.put(policies.figure(this.#policy, 0), message);
    }
    if (becomes === SENT_HANDED_OVER) this.#handOver(message);
    if (becomes === SENT_DROPPED_NEWEST || becomes === SENT_DROPPED_AFTER_CLOSE) this.#inspection.drop([message]);
    return { becomes, length };
  }

  /** Sends the message that the policy names. */
  sendWaiting() {
    this.#handOver(this.#store.get(policies.figure(this.#policy, 0)));
  }

  /** Sends what is no message of the page, if there is a connection still. */
  sendProbe(data) {
    if (this.#transport.isOpen && policies.countProbe(this.#policy, lengthOf(data))) this.#handOver(data);
  }

  /** What has been transmitted need not be kept. */
  look() {
    if (!this.#isTransmitting) return;
    const { bufferedAmount } = this.#transport.socket;
    this.#store.forget(policies.transmitted(this.#policy, bufferedAmount));
    this.#isTransmitting = bufferedAmount > 0;
  }

  /** The messages that the policy names, of which nothing is kept any more. */
  takeUndelivered() {
    const figure = (index) => policies.figure(this.#policy, index);
    const handed = this.#store.take(figure(0), figure(1));
    const queued = this.#store.take(figure(2), figure(3));
    this.#isTransmitting = false;
    this.#inspection.drop(queued);
    return [...handed, ...queued];
  }

  #handOver(message) {
    this.#isTransmitting = true;
    this.#transport.socket.send(message);
  }
}

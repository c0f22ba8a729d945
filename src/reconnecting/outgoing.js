// Messages on their way out. The policy says what becomes of each; here is what they hold.

import { lengthOf } from '../convert/values.js';
import { DOMException } from '../platform/captured.js';
import { listenersOf } from './listeners.js';
import { each, push } from './lists.js';
import { copyOfMessage, Line, Store } from './messages.js';
import {
  READY_STATE_OPEN,
  SENT_DROPPED_AFTER_CLOSE,
  SENT_DROPPED_NEWEST,
  SENT_HANDED_OVER,
  SENT_QUEUED,
  SENT_QUEUED_FOR_OTHERS,
} from './numbers.js';
import * as policies from './policy.js';

/** So much is kept without a look at what has been transmitted. */
const BYTES_PER_LOOK = 2 ** 16;

export class Outgoing {
  #policy;
  #transport;
  #target;
  #driver;
  #store = new Store();
  #unmeasured = new Line();
  /** The connection may not have transmitted all that it was handed. */
  #isTransmitting = false;

  /** The driver hears by `drop(messages)` of those that will never be handed to a connection, by `lose(undelivered)` of all that are lost. */
  constructor(policy, transport, target, driver) {
    this.#policy = policy;
    this.#transport = transport;
    this.#target = target;
    this.#driver = driver;
  }

  /** Hands a message to the connection, if that takes any. The policy hears of it when it is left behind. */
  sendDirectly(message) {
    const { socket } = this.#transport;
    if (socket.readyState !== READY_STATE_OPEN) return false;
    // What was transmitted need not be kept. A look at the buffer costs too much for each short message.
    if (this.#unmeasured.bytes >= BYTES_PER_LOOK) {
      this.#unmeasured.bytes = 0;
      if (socket.bufferedAmount === 0) this.#unmeasured = new Line();
    }
    let kept = message;
    let length;
    if (typeof message !== 'string') {
      kept = this.#toKeep(message);
      // Before it is sent: an observer of the connection may change it.
      length = lengthOf(message);
    }
    socket.send(kept);
    this.#unmeasured.add(kept, length);
    this.#isTransmitting = true;
    return true;
  }

  // Who listens for what is lost gets messages as they are now. To copy them for nobody would cost as much as to send them.
  #toKeep(message) {
    return listenersOf(this.#target, 'undelivered') ? copyOfMessage(message) : message;
  }

  /** Takes a message by way of the policy; returns its length and what becomes of it. */
  send(message) {
    const length = lengthOf(message);
    this.look();
    const becomes = policies.sendMessage(this.#policy, length, this.#transport.isOpen);
    if (becomes === SENT_QUEUED_FOR_OTHERS) {
      this.#driver.drop(this.#store.take(policies.figure(this.#policy, 1), policies.figure(this.#policy, 2)));
    }
    if (becomes === SENT_HANDED_OVER || becomes === SENT_QUEUED || becomes === SENT_QUEUED_FOR_OTHERS) {
      this.#store.put(policies.figure(this.#policy, 0), message);
    }
    if (becomes === SENT_HANDED_OVER) this.#handOver(message);
    if (becomes === SENT_DROPPED_NEWEST || becomes === SENT_DROPPED_AFTER_CLOSE) this.#driver.drop([message]);
    return { becomes, length };
  }

  /** Sends the message that the policy names. */
  sendWaiting() {
    this.#handOver(this.#store.get(policies.figure(this.#policy, 0)));
  }

  /** Sends what each connection gets before anything else. */
  sendGreeting(data) {
    if (this.#transport.isOpen && policies.countGreeting(this.#policy, lengthOf(data))) this.#handOver(data);
  }

  /** Takes out what waits. */
  takeQueued() {
    policies.takeQueued(this.#policy);
    const messages = this.#store.take(policies.figure(this.#policy, 0), policies.figure(this.#policy, 1));
    this.#driver.drop(messages);
    return messages;
  }

  /** Sends what is no message of the page, if there is a connection still. */
  sendProbe(data) {
    if (this.#transport.isOpen && policies.countProbe(this.#policy, lengthOf(data))) this.#handOver(data);
  }

  /** What has been transmitted need not be kept; what has not is measured. */
  look() {
    if (!this.#isTransmitting) return;
    const { bufferedAmount } = this.#transport.socket;
    if (bufferedAmount > 0) {
      for (let entry = this.#unmeasured.first; entry; entry = entry.next) {
        this.#store.put(policies.countHanded(this.#policy, entry.length ?? lengthOf(entry.message)), entry.message);
      }
    }
    this.#unmeasured = new Line();
    this.#store.forget(policies.transmitted(this.#policy, bufferedAmount));
    this.#isTransmitting = bufferedAmount > 0;
  }

  /** Reports the messages that the policy names, of which nothing is kept any more. */
  reportUndelivered() {
    const figure = (index) => policies.figure(this.#policy, index);
    const data = [];
    // Maybe nobody listened when they were sent: then they are the page's own.
    each(this.#store.take(figure(0), figure(1)), (message) => push(data, this.#toKeep(message)));
    const queued = this.#store.take(figure(2), figure(3));
    const bytes = figure(4);
    this.#isTransmitting = false;
    this.#driver.drop(queued);
    each(queued, (message) => push(data, message));
    if (data.length) this.#driver.lose({ messages: data.length, bytes, data });
  }

  #handOver(message) {
    this.#isTransmitting = true;
    this.#transport.socket.send(message);
  }
}

/** Refuses a message of this length, as these options say. */
export const refuse = (length, { maxQueuedBytes, maxQueuedMessages }) => {
  throw new DOMException(
    `There is no room for ${length} bytes: at most ${maxQueuedBytes} bytes and ${maxQueuedMessages} messages may wait.`,
    'QuotaExceededError',
  );
};

// What an instance tells of itself: its attributes, and what `drained()` and `inspect()` ask for.
import * as policies from './policy.js';

export class State {
  #policy;
  #transport;
  #events;

  constructor(policy, transport, events) {
    this.#policy = policy;
    this.#transport = transport;
    this.#events = events;
  }

  /** The latest connection. */
  get socket() {
    return this.#transport.socket;
  }

  /** Whether there is, or will be, a connection. */
  get isActive() {
    return policies.isActive(this.#policy);
  }

  /** The latest close event. */
  get end() {
    return this.#events.end;
  }

  /** What waits for a connection. */
  get queued() {
    return policies.queued(this.#policy);
  }

  get url() {
    return this.socket?.url ?? '';
  }

  get extensions() {
    return this.socket?.extensions ?? '';
  }

  get protocol() {
    return this.socket?.protocol ?? '';
  }

  get readyState() {
    return policies.readyState(this.#policy, this.socket?.readyState);
  }

  get bufferedAmount() {
    return policies.bufferedAmount(this.#policy, this.socket?.bufferedAmount);
  }

  get attempts() {
    return policies.attempts(this.#policy);
  }

  get undelivered() {
    return policies.undelivered(this.#policy);
  }

  get binaryType() {
    return this.#transport.binaryType;
  }

  set binaryType(value) {
    this.#transport.binaryType = value;
  }
}

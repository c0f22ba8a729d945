// Messages on their way in. Nothing is decided for each: the policy hears when the latest came, and only if that may matter to it.

import { now } from '../platform/clock.js';
import { callSafely } from './made_events.js';
import * as policies from './policy.js';
import { adopt } from './relayed.js';

export class Incoming {
  #policy;
  #events;
  #heartbeat;
  /** When the peer has shown life, if the policy has not been told. */
  #life = 0;
  /** Whether that matters: to a heartbeat, or because it refutes that the browser is offline. */
  #notesLife;

  constructor(policy, events, { heartbeat }) {
    this.#policy = policy;
    this.#events = events;
    this.#heartbeat = heartbeat;
  }

  /** What the browser says of itself. */
  noteNetwork(isOnline) {
    this.#notesLife = !isOnline || this.#heartbeat.interval < Infinity;
  }

  /** Takes a message of the connection. */
  receive(event) {
    const { isAlive, isAnswer } = this.#heartbeat;
    adopt(event);
    if (this.#notesLife && (!isAlive || callSafely(() => isAlive(event), true))) this.#life = now();
    if (!isAnswer || !callSafely(() => isAnswer(event))) this.#events.relayMessage(event);
  }

  /** Tells the policy of the latest sign of life. */
  tell() {
    if (this.#life) policies.reportLife(this.#policy, this.#life);
    this.#life = 0;
  }
}

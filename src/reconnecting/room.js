// What `drained()` waits for on a ReconnectingWebSocket: its queue, and what its connection has not transmitted.
import { drained, errorOfEnd, settleWaiters } from '../class/drained.js';
import { push } from './lists.js';
import { READY_STATE_OPEN, ROOM_ENOUGH, ROOM_NEVER, ROOM_NOT_YET } from './numbers.js';

/** What `drained()` and `inspect()` use of an instance. */
export class Sibling {
  /** For `inspect()`. */
  inspection;
  #state;
  #waiters;
  /** What the connection's buffer is waited for to fall to; -1 if it is not. */
  #awaited = -1;

  /** `state` tells of the instance: also whether it is active, its latest connection, and how that has ended. */
  constructor(state, inspection) {
    this.#state = state;
    this.inspection = inspection;
  }

  roomFor(below) {
    const { bufferedAmount, isActive } = this.#state;
    if (isActive) return bufferedAmount <= below ? ROOM_ENOUGH : ROOM_NOT_YET;
    return bufferedAmount ? ROOM_NEVER : ROOM_ENOUGH;
  }

  bufferedAmount() {
    return this.#state.bufferedAmount;
  }

  add(waiter) {
    this.#waiters ??= [];
    push(this.#waiters, waiter);
  }

  /** Settles who need not wait any longer; after the end, all. */
  look() {
    if (!this.#waiters) return;
    const { bufferedAmount, isActive, socket } = this.#state;
    const error = isActive ? undefined : errorOfEnd(this.#state.end, bufferedAmount);
    const highest = this.#settle((below) => this.roomFor(below), error);
    if (highest < 0 || socket?.readyState !== READY_STATE_OPEN) return;
    // The rest is in the queue, which an event of the connection sets going.
    const below = highest - (bufferedAmount - socket.bufferedAmount);
    if (below > this.#awaited) this.#awaitSocket(socket, below);
  }

  /** So many bytes of a connection that has ended were not transmitted, and never will be. */
  lose(bytes) {
    if (this.#waiters) this.#settle(() => ROOM_NOT_YET, errorOfEnd(this.#state.end, bytes));
  }

  #settle(roomFor, error) {
    const { rest, highest } = settleWaiters(this.#waiters, roomFor, error);
    this.#waiters = undefined;
    for (let index = 0; index < rest.length; index += 1) this.add(rest[index]);
    return highest;
  }

  async #awaitSocket(socket, below) {
    this.#awaited = below;
    try {
      await drained(socket, { below });
    } catch {
      // It has ended.
    }
    this.#awaited = -1;
    this.look();
  }
}

// The account of a socket's `bufferedAmount`, as far as it is the same every time.

/**
 * What a socket was given to send. Within a task `bufferedAmount` only grows, so it is told from the start of the task;
 * and what is dropped, because the socket is closing or closed, must never leave it again.
 */
export class Ledger {
  /** How often `send` was called. */
  sends = 0;
  #socket;
  #base = 0;
  #added = 0;
  #dropped = [];
  #droppedNow = [];

  constructor(socket) {
    this.#socket = socket;
  }

  /** Since the last time, some of it may have been transmitted. */
  startTask() {
    this.#base = this.#socket.bufferedAmount;
    this.#droppedNow = [];
  }

  send(args) {
    const before = this.#socket.bufferedAmount - this.#added;
    this.sends += 1;
    try {
      return this.#socket.send(...args);
    } finally {
      // Converting the argument may have sent something, too.
      this.#add(this.#socket.bufferedAmount - this.#added - before);
    }
  }

  /** `buffered` since the task began, and `dropped`, what each message has added of that. */
  read() {
    return { buffered: this.#socket.bufferedAmount - this.#base, dropped: [...this.#droppedNow] };
  }

  /** The same since construction, which is the same every time only for a socket that was never open. */
  readAll() {
    return { buffered: this.#socket.bufferedAmount, dropped: this.#dropped };
  }

  keepsDropped() {
    return this.#socket.bufferedAmount >= this.#dropped.reduce((sum, bytes) => sum + bytes, 0);
  }

  #add(bytes) {
    this.#added += bytes;
    if (this.#socket.readyState >= CLOSING) for (const list of [this.#dropped, this.#droppedNow]) list.push(bytes);
  }
}

const CLOSING = 2;

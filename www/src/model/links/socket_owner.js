import { implementations } from '../implementations.js';

/**
 * Owns the sockets of a session, in a window or in a worker: does what it is told to the newest, and reports what all of them
 * fire, as plain data that can cross to another thread.
 *
 * Commands return `{ time, figures }`: when they were run, and what is known of the newest socket after them. `report` gets
 * `{ type, time, connection, figures }` and what the event brings: `data` of a message, `protocol` and `extensions` of `open`,
 * `code`, `reason` and `wasClean` of `close`. Times are in milliseconds since the epoch.
 */
export class SocketOwner {
  #report;
  #socket = null;
  /** By socket, until it is closed: `{ connection, implementation, connectedAt, inspector }`. */
  #known = new Map();
  #whenClosed = null;
  #newest = null;

  constructor(report) {
    this.#report = report;
  }

  /** Opens a connection and closes the previous one. If the class throws, so does this, and the previous one stays. */
  connect({ implementation, url, protocols, binaryType, connection }) {
    const { use, inspect } = implementations[implementation];
    use();
    const connectedAt = now();
    // What any page would write: the class is whatever is installed.
    const socket = protocols.length > 0 ? new WebSocket(url, protocols) : new WebSocket(url);
    socket.binaryType = binaryType;
    this.#leave();
    this.#socket = socket;
    this.#newest = { connection, implementation, connectedAt, inspector: inspect?.(socket) ?? null };
    this.#known.set(socket, this.#newest);
    for (const type of EVENTS) socket.addEventListener(type, this);
    return { time: connectedAt, figures: this.#figures() };
  }

  /** Sends text, an ArrayBuffer, a view or a Blob. */
  send(data) {
    return this.#timed(() => this.#socket.send(data));
  }

  /** Closes with exactly these arguments. */
  close(...args) {
    return this.#timed(() => this.#socket.close(...args));
  }

  setBinaryType(type) {
    return this.#timed(() => {
      this.#socket.binaryType = type;
    });
  }

  /** Only looks. */
  look() {
    return this.#timed(() => {});
  }

  /** Closes the open sockets, and calls `whenClosed` after the last report. */
  end(whenClosed = () => {}) {
    this.#whenClosed = whenClosed;
    this.#leave();
    this.#endWhereClosed();
  }

  /** The EventListener interface: the four events of the sockets arrive here. */
  handleEvent(event) {
    const time = now();
    const { target: socket, type } = event;
    this.#report({
      type,
      time,
      connection: this.#known.get(socket).connection,
      ...DETAILS[type](event),
      figures: this.#figures(),
    });
    if (type === 'close') this.#forget(socket);
  }

  #timed(command) {
    const time = now();
    command();
    return { time, figures: this.#figures() };
  }

  /** Everything that can be known about the newest socket now, as plain data. */
  #figures() {
    const { readyState, bufferedAmount, binaryType, protocol, extensions, url } = this.#socket;
    const { implementation, connectedAt, inspector } = this.#newest;
    return {
      implementation,
      connectedAt,
      readyState,
      bufferedAmount,
      binaryType,
      protocol,
      extensions,
      url,
      inspection: inspector?.snapshot() ?? null,
    };
  }

  /** There is another socket now, or none will be needed: what this one still fires is reported, until it is closed. */
  #leave() {
    if (!this.#socket) return;
    this.#newest.inspector?.detach();
    if (this.#socket.readyState < WebSocket.CLOSING) this.#socket.close();
  }

  #forget(socket) {
    for (const type of EVENTS) socket.removeEventListener(type, this);
    this.#known.delete(socket);
    this.#endWhereClosed();
  }

  #endWhereClosed() {
    if (this.#known.size === 0) this.#whenClosed?.();
  }
}

const now = () => performance.timeOrigin + performance.now();

const EVENTS = ['open', 'message', 'error', 'close'];

const DETAILS = {
  open: ({ target: { protocol, extensions } }) => ({ protocol, extensions }),
  message: ({ data }) => ({ data }),
  // The standard keeps the reason of a failure from pages.
  error: () => ({}),
  close: ({ code, reason, wasClean }) => ({ code, reason, wasClean }),
};

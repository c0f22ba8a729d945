import { implementations } from '../implementations.js';

/**
 * Owns the socket of a session, in a window or in a worker: does what it is told and reports what the socket fires, as
 * plain data that can cross to another thread.
 *
 * `report` gets `{ type, time, figures }` and what the event brings: `data` of a message, `protocol` and `extensions` of
 * `open`, `code`, `reason` and `wasClean` of `close`. Times are milliseconds since the epoch.
 */
export class SocketOwner {
  #report;
  #socket = null;
  #inspector = null;
  #implementation = null;

  constructor(report) {
    this.#report = report;
  }

  /** Opens a connection; throws what the class throws, and then the connection before it is as it was. */
  connect({ implementation, url, protocols, binaryType }) {
    const { use, inspect } = implementations[implementation];
    use();
    // What any page would write: the class is whatever is installed.
    const socket = protocols.length > 0 ? new WebSocket(url, protocols) : new WebSocket(url);
    socket.binaryType = binaryType;
    this.#retire();
    this.#socket = socket;
    this.#implementation = implementation;
    this.#inspector = inspect?.(socket) ?? null;
    for (const type of ['open', 'message', 'error', 'close']) socket.addEventListener(type, this);
    return this.figures();
  }

  /** Sends text, an ArrayBuffer, a view or a Blob. */
  send(data) {
    this.#socket.send(data);
    return this.figures();
  }

  /** Closes with exactly these arguments. */
  close(...args) {
    this.#socket.close(...args);
    return this.figures();
  }

  setBinaryType(type) {
    this.#socket.binaryType = type;
    return this.figures();
  }

  /** Everything that can be known about the socket now, as plain data; null before the first. */
  figures() {
    if (!this.#socket) return null;
    const { readyState, bufferedAmount, binaryType, protocol, extensions, url } = this.#socket;
    return {
      implementation: this.#implementation,
      readyState, bufferedAmount, binaryType, protocol, extensions, url,
      inspection: this.#inspector?.snapshot() ?? null,
    };
  }

  /** The EventListener interface: the four events of the socket arrive here. */
  handleEvent(event) {
    if (event.target !== this.#socket) return;
    const time = performance.timeOrigin + performance.now();
    this.#report({ type: event.type, time, ...DETAILS[event.type](event), figures: this.figures() });
  }

  /** Nobody hears of the socket any more. */
  #retire() {
    if (!this.#socket) return;
    for (const type of ['open', 'message', 'error', 'close']) this.#socket.removeEventListener(type, this);
    this.#inspector?.detach();
    if (this.#socket.readyState < WebSocket.CLOSING) this.#socket.close();
  }
}

const DETAILS = {
  open: ({ target: { protocol, extensions } }) => ({ protocol, extensions }),
  message: ({ data }) => ({ data }),
  // The standard keeps the reason of a failure from pages.
  error: () => ({}),
  close: ({ code, reason, wasClean }) => ({ code, reason, wasClean }),
};

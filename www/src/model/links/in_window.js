import { SocketOwner } from './socket_owner.js';

/** The socket lives in this window. */
export class WindowLink {
  #owner;

  constructor(onEvent) {
    this.#owner = new SocketOwner(onEvent);
  }

  /** Has the owner run a command; rejects with what it throws. */
  async call(command, ...args) {
    return this.#owner[command](...args);
  }

  end() {
    if (this.#owner.figures()?.readyState < WebSocket.CLOSING) this.#owner.close();
  }
}

import { SocketOwner } from './socket_owner.js';

/** The socket lives in this window. */
export class WindowLink {
  #owner;

  constructor(report) {
    this.#owner = new SocketOwner(report);
  }

  /** Has the owner run a command at once. */
  async call(command, ...args) {
    return this.#owner[command](...args);
  }

  end() {
    this.#owner.end();
  }
}

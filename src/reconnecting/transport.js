// The connections of an instance, one after the other. Each is a WebSocket of ours.

import { abandon } from '../class/perform.js';
import { READY_STATE_OPEN } from './numbers.js';

const BINARY_TYPES = ['blob', 'arraybuffer'];

export class Transport {
  /** The latest connection, also when it has ended. */
  socket;
  /** The code and the reason that it is closed with. */
  closeArguments = [];
  /** Gets each event of the latest connection. */
  hear;
  #WebSocket;
  #options;
  #binaryType = BINARY_TYPES[0];

  constructor(WebSocket, options) {
    this.#WebSocket = WebSocket;
    this.#options = options;
  }

  /** Makes a connection; throws what the constructor throws. */
  connect([url, protocols]) {
    const { closeTimeout, connectTimeout, highWaterMark } = this.#options;
    this.socket = new this.#WebSocket(url, {
      closeTimeout,
      connectTimeout,
      highWaterMark,
      protocols: protocols ?? undefined,
    });
    this.socket.binaryType = this.#binaryType;
    this.#listen('addEventListener');
  }

  close() {
    this.socket?.close(...this.closeArguments);
  }

  /** Lets go of the connection: nothing of it is heard any more. */
  drop() {
    this.#listen('removeEventListener');
    abandon(this.socket);
  }

  get isOpen() {
    return this.socket?.readyState === READY_STATE_OPEN;
  }

  get binaryType() {
    return this.#binaryType;
  }

  set binaryType(value) {
    if (!BINARY_TYPES.includes(value)) return;
    this.#binaryType = value;
    if (this.socket) this.socket.binaryType = value;
  }

  #listen(act) {
    for (const type of ['open', 'message', 'error', 'close']) this.socket[act](type, this.hear);
  }
}

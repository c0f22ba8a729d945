// The connections of an instance, one after the other. Each is a WebSocket of ours.

import { checkClose } from '../class/class.js';
import { listen, unlisten } from '../class/events.js';
import { abandon, close } from '../class/perform.js';
import { connectThrough } from './chosen_host.js';
import { placeIn } from './lists.js';
import { READY_STATE_OPEN } from './numbers.js';
import { own } from './relayed.js';

/** Of a Close frame. */
const NO_BODY = [undefined, ''];
const BINARY_TYPES = ['blob', 'arraybuffer'];

export class Transport {
  /** The latest connection, also when it has ended. */
  socket;
  #WebSocket;
  #instance;
  /** The listeners of the latest connection: to messages, and to its other events. */
  #receive;
  #hear;
  #options;
  /** The code and the reason that it is closed with. */
  #closeArguments = NO_BODY;
  #binaryType = BINARY_TYPES[0];

  constructor(WebSocket, options) {
    this.#WebSocket = WebSocket;
    this.#options = options;
  }

  /** The latest connection's events are for `instance`: messages go to `receive`, the others to `hear`. */
  listenTo(instance, hear, receive) {
    this.#instance = instance;
    this.#hear = hear;
    this.#receive = receive;
  }

  /** Makes a connection; throws what the constructor throws. */
  connect({ 0: url, 1: protocols }) {
    const { highWaterMark, WebSocket } = this.#options;
    const hasOptions = highWaterMark < Infinity || (protocols !== undefined && protocols !== null);
    const options = hasOptions ? { highWaterMark, protocols: protocols ?? undefined } : undefined;
    const socket = connectThrough(WebSocket, () => new this.#WebSocket(url, options));
    this.socket = socket;
    if (this.#binaryType !== BINARY_TYPES[0]) socket.binaryType = this.#binaryType;
    own(socket, this.#instance);
    this.#listen(listen);
  }

  /** Takes what the connection is to be closed with; throws if that is refused. */
  closeWith(code, reason) {
    // Without arguments there is nothing to check, once there is a core that could.
    const isBare = this.socket && code === undefined && reason === undefined;
    this.#closeArguments = isBare ? NO_BODY : checkClose(code, reason);
  }

  close() {
    if (this.socket) close(this.socket, this.#closeArguments);
  }

  /** Lets go of the connection: nothing of it is heard any more. */
  drop() {
    this.#listen(unlisten);
    abandon(this.socket);
  }

  get isOpen() {
    return this.socket?.readyState === READY_STATE_OPEN;
  }

  get binaryType() {
    return this.#binaryType;
  }

  set binaryType(value) {
    if (placeIn(BINARY_TYPES, value) < 0) return;
    this.#binaryType = value;
    if (this.socket) this.socket.binaryType = value;
  }

  #listen(act) {
    const { socket } = this;
    act(socket, 'open', this.#hear);
    act(socket, 'message', this.#receive);
    act(socket, 'error', this.#hear);
    act(socket, 'close', this.#hear);
  }
}

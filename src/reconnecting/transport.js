// The connections of an instance, one after the other. Each is a WebSocket of ours.

import { abandon } from '../class/perform.js';
import { READY_STATE_OPEN } from './numbers.js';
import { own } from './relayed.js';

const BINARY_TYPES = ['blob', 'arraybuffer'];

export class Transport {
  /** The latest connection, also when it has ended. */
  socket;
  /** The code and the reason that it is closed with. */
  closeArguments = [undefined, ''];
  #WebSocket;
  #instance;
  /** What gets the events of the latest connection: messages, and the others. */
  #receive;
  #hear;
  #options;
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
  connect([url, protocols]) {
    const { highWaterMark } = this.#options;
    const hasOptions = highWaterMark < Infinity || (protocols !== undefined && protocols !== null);
    const socket = hasOptions
      ? new this.#WebSocket(url, { highWaterMark, protocols: protocols ?? undefined })
      : new this.#WebSocket(url);
    this.socket = socket;
    if (this.#binaryType !== BINARY_TYPES[0]) socket.binaryType = this.#binaryType;
    own(socket, this.#instance);
    this.#listen('addEventListener');
  }

  close() {
    const { socket, closeArguments } = this;
    socket?.close(closeArguments[0], closeArguments[1]);
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
    const { socket } = this;
    socket[act]('open', this.#hear);
    socket[act]('message', this.#receive);
    socket[act]('error', this.#hear);
    socket[act]('close', this.#hear);
  }
}

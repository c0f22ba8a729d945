// The connections of an instance, one after the other. Each is a WebSocket of ours.

import { listen, unlisten } from '../class/events.js';
import { abandon } from '../class/perform.js';
import { ownKeys } from '../platform/captured.js';
import { connectThrough } from './chosen_host.js';
import { each, placeIn } from './lists.js';
import { READY_STATE_OPEN } from './numbers.js';
import { own } from './relayed.js';

const BINARY_TYPES = ['blob', 'arraybuffer'];

export class Transport {
  /** The latest connection, also when it has ended. */
  socket;
  /** The code and the reason that it is closed with. */
  closeArguments = [];
  #WebSocket;
  #instance;
  /** What gets the events of the latest connection, by type. */
  #listeners;
  #options;
  #binaryType = BINARY_TYPES[0];

  constructor(WebSocket, options) {
    this.#WebSocket = WebSocket;
    this.#options = options;
  }

  /** The latest connection's events are for `instance`: messages go to `receive`, the others to `hear`. */
  listenTo(instance, hear, receive) {
    this.#instance = instance;
    this.#listeners = { open: hear, message: receive, error: hear, close: hear };
  }

  /** Makes a connection, which the browser may hold back for so many milliseconds; throws what the constructor throws. */
  connect({ 0: url, 1: protocols }, heldBack) {
    const { closeTimeout, highWaterMark } = this.#options;
    const connectTimeout = this.#options.connectTimeout + heldBack;
    const options = { closeTimeout, connectTimeout, highWaterMark, protocols: protocols ?? undefined };
    this.socket = connectThrough(this.#options.WebSocket, () => new this.#WebSocket(url, options));
    this.socket.binaryType = this.#binaryType;
    own(this.socket, this.#instance);
    this.#listen(listen);
  }

  close() {
    this.socket?.close(this.closeArguments[0], this.closeArguments[1]);
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
    each(ownKeys(this.#listeners), (type) => act(this.socket, type, this.#listeners[type]));
  }
}

// The brand of the class: it distinguishes our sockets from anything else, and holds the handle by which the core knows a socket.

import { Core, Quick } from '../boundary/wasm.js';
import { indexIn } from '../convert/values.js';
import * as host from '../host/host.js';
import { FinalizationRegistry, TypeError, takeMethod } from '../platform/captured.js';

const register = takeMethod('FinalizationRegistry', 'register');

/** The values of BinaryType, at their numbers. WebIDL ignores any other. */
export const BINARY_TYPES = ['blob', 'arraybuffer'];

let instances;

/** The handle of the core that answers for all sockets that have nothing to remember. Most sockets need no other. */
let shared;

/** Releases the handles of sockets that are collected. Called when the class is made, so that an entry reports a platform without a registry. */
export const watchInstances = () => {
  instances = new FinalizationRegistry(Core.websocket_wasm_release);
  shared = Core.websocket_wasm_acquire(true);
};

// The host socket carries its handle, and that distinguishes our instances from everything else.
class Adopted extends host.Stamp {
  #handle;

  constructor(socket) {
    super(socket);
    this.#handle = shared;
    // If the host has none, it takes no Blobs, and the core remembers that.
    if (!host.binaryType(this)) ownHandleOf(this);
  }

  static handleOf(receiver) {
    return receiver.#handle;
  }

  static ownHandleOf(receiver) {
    if (receiver.#handle === shared) {
      receiver.#handle = Core.websocket_wasm_acquire(host.binaryType(receiver) !== '');
      register(instances, receiver, receiver.#handle);
    }
    return receiver.#handle;
  }

  /** @returns {boolean} */
  static isAdopted(socket) {
    return #handle in socket;
  }
}

/** Makes a host socket an instance of the class, as far as the core goes. */
export const adopt = (socket) => new Adopted(socket);

/**
 * `handleOf` returns the handle by which the core knows a socket, for questions, and throws a TypeError for any other value: the brand
 * check. `ownHandleOf` returns one that no other socket has, for what changes something. `isAdopted` returns whether an object has a handle.
 */
export const { handleOf, ownHandleOf, isAdopted } = Adopted;

/** A socket's own handle, when the core has been told how its host is doing. */
export const observe = (socket) => {
  const handle = ownHandleOf(socket);
  Core.websocket_wasm_observe(handle, host.readyState(socket), host.bufferedAmount(socket));
  return handle;
};

/** An argument's own handle, if it is a socket: the TypeError says why it is none. */
export const ownHandleOfArgument = (socket) => {
  try {
    return ownHandleOf(socket);
  } catch {
    throw new TypeError('The socket must be made by this class, not by another copy of websocket-wasm.');
  }
};

/** The class's own `readyState` and `bufferedAmount`. */
export const readyStateOf = (socket) => Quick.websocket_wasm_ready_state(handleOf(socket), host.readyState(socket));
export const bufferedAmountOf = (socket) =>
  Quick.websocket_wasm_buffered_amount(handleOf(socket), host.bufferedAmount(socket));

/** Has the core keep the `binaryType` of a socket whose host has none. */
export const keepBinaryType = (socket, value) =>
  Core.websocket_wasm_set_binary_type(handleOf(socket), indexIn(BINARY_TYPES, value));

/** The number of the class's own `binaryType`: the host keeps it if it has one, and not all have that of the standard at first. */
export const binaryTypeOf = (socket) =>
  Quick.websocket_wasm_binary_type(handleOf(socket), host.binaryType(socket) === BINARY_TYPES[1]);

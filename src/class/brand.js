// The brand of the class: it distinguishes our sockets from anything else, and holds the handle by which the core knows a socket.

import { Core, Quick } from '../boundary/wasm.js';
import * as host from '../host/host.js';
import { FinalizationRegistry, TypeError, takeMethod } from '../platform/captured.js';
import { BINARY_TYPE_ARRAY_BUFFER, BINARY_TYPE_BLOB } from './numbers.js';

const register = takeMethod('FinalizationRegistry', 'register');

/** The values of BinaryType. WebIDL ignores any other. */
export const BLOB = 'blob';
export const ARRAY_BUFFER = 'arraybuffer';

let instances;

/** Releases the handles of sockets that are collected. Called when the class is made, so that an entry reports a platform without a registry. */
export const watchInstances = () => {
  instances = new FinalizationRegistry((handle) => Core.websocket_wasm_release(handle));
};

// A class whose parent constructor returns an object stamps its private fields onto that object: so the host socket
// carries its handle where no page can see it, and the field distinguishes our instances from everything else.
class Adopted extends /** @type {new (object: any) => object} */ (
  /** @type {unknown} */ (
    function (object) {
      return object;
    }
  )
) {
  #handle;

  constructor(socket) {
    super(socket);
    const binaryType = host.binaryType(socket);
    this.#handle = Core.websocket_wasm_acquire(binaryType !== '');
    // A script may have set it while the host made the socket.
    if (binaryType === ARRAY_BUFFER) Core.websocket_wasm_set_binary_type(this.#handle, BINARY_TYPE_ARRAY_BUFFER);
    register(instances, this, this.#handle);
  }

  static handleOf(receiver) {
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
 * `handleOf` returns the handle by which the core knows a socket, and throws a TypeError for any other value: the brand check.
 * `isAdopted` returns whether an object has one.
 */
export const { handleOf, isAdopted } = Adopted;

/** The same for an argument that should be a socket: the TypeError says why it is none. */
export const handleOfArgument = (socket) => {
  try {
    return handleOf(socket);
  } catch {
    throw new TypeError('The socket must be made by this class, not by another copy of websocket-wasm.');
  }
};

/** The class's own `readyState` and `bufferedAmount`. */
export const readyStateOf = (socket) => Quick.websocket_wasm_ready_state(handleOf(socket), host.readyState(socket));
export const bufferedAmountOf = (socket) =>
  Quick.websocket_wasm_buffered_amount(handleOf(socket), host.bufferedAmount(socket));

/** Whether Binary messages are handed over as Blobs, for a host that does so itself. */
export const receivesBlobs = (socket) => Quick.websocket_wasm_binary_type(handleOf(socket)) === BINARY_TYPE_BLOB;

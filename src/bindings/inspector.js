// An inspector: listens to one socket while it is attached. Its listeners are shared by all sockets, so that none
// of them keeps a socket alive by itself.
import { handleOf } from './class.js';
import { uncurryThis } from './host.js';

const { addEventListener, removeEventListener } = EventTarget.prototype;
const listen = uncurryThis(addEventListener);
const unlisten = uncurryThis(removeEventListener);
const now = Date.now;

const listeners = {
  open() {
    handleOf(this).handle_open(now());
  },
  message({ data }) {
    handleOf(this).handle_message(data);
  },
  close({ code, reason, wasClean }) {
    handleOf(this).handle_close(code, reason, wasClean);
  },
};
const types = Object.keys(listeners);

class Inspector {
  #socket;
  #last;

  constructor(socket) {
    this.#socket = socket;
    if (handleOf(socket).start_inspection()) types.forEach((type) => listen(socket, type, listeners[type]));
  }

  snapshot() {
    return this.#last ?? handleOf(this.#socket).snapshot(this.#socket);
  }

  detach() {
    if (this.#last) return;
    const socket = this.#socket;
    this.#last = this.snapshot();
    if (handleOf(socket).stop_inspection()) types.forEach((type) => unlisten(socket, type, listeners[type]));
  }
}

/** Attaches an inspector; throws a TypeError where `socket` is not an instance of our class. */
export const inspect = (socket) => new Inspector(socket);

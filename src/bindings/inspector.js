// An inspector: listens to one socket while it is attached. Its listeners are shared by all sockets, so that none
// of them keeps a socket alive by itself.
import { Core, handleOf } from './class.js';
import { listen, unlisten } from './events.js';
import { isFromHost } from './host.js';

const now = Date.now;

// What the page dispatches itself has not been received.
const listeners = {
  open(event) {
    if (isFromHost(event)) Core.handle_open(handleOf(this), now());
  },
  message(event) {
    if (isFromHost(event)) Core.handle_message(handleOf(this), event.data);
  },
  close(event) {
    if (isFromHost(event)) Core.handle_close(handleOf(this), event.code, event.reason, event.wasClean);
  },
};
const types = Object.keys(listeners);

const snapshotOf = (socket) => {
  const { readyState, url, protocol, bufferedAmount } = socket;
  const [sent, received, queued, dropped, openSince, close] = Core.figures(handleOf(socket));
  return {
    readyState,
    url,
    protocol,
    bufferedAmount,
    sent: traffic(sent),
    received: traffic(received),
    queued: traffic(queued),
    dropped: traffic(dropped),
    openSince,
    close: close && { code: close[0], reason: close[1], wasClean: close[2] },
  };
};

const traffic = ([messages, bytes]) => ({ messages, bytes });

class Inspector {
  #socket;
  #last;

  constructor(socket) {
    this.#socket = socket;
    if (Core.start_inspection(handleOf(socket))) types.forEach((type) => listen(socket, type, listeners[type]));
  }

  snapshot() {
    return this.#last ?? snapshotOf(this.#socket);
  }

  detach() {
    if (this.#last) return;
    const socket = this.#socket;
    this.#last = this.snapshot();
    if (Core.stop_inspection(handleOf(socket))) types.forEach((type) => unlisten(socket, type, listeners[type]));
  }
}

/** Attaches an inspector; throws a TypeError where `socket` is not an instance of our class. */
export const inspect = (socket) => new Inspector(socket);

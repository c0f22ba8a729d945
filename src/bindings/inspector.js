// An inspector: listens to one socket while it is attached. Its listeners are shared by all sockets, so that none
// of them keeps a socket alive by itself.
import { Core, handleOf } from './class.js';
import { listen, unlisten } from './events.js';
import { isFromHost } from './host.js';
import { receivedLength } from './values.js';

const now = Date.now;

// What the page dispatches itself has not been received.
function onOpen(event) {
  if (isFromHost(event)) Core.handle_open(handleOf(this), now());
}

function onMessage(event) {
  if (isFromHost(event)) Core.handle_message(handleOf(this), receivedLength(event.data));
}

function onClose(event) {
  if (isFromHost(event)) Core.handle_close(handleOf(this), event.code, event.reason, event.wasClean);
}

const watch = (socket, act) => {
  act(socket, 'open', onOpen);
  act(socket, 'message', onMessage);
  act(socket, 'close', onClose);
};

const snapshotOf = (socket) => {
  const { readyState, url, protocol, bufferedAmount } = socket;
  const figures = Core.figures(handleOf(socket));
  const traffic = (index) => ({ messages: figures[0][index][0], bytes: figures[0][index][1] });
  return {
    readyState,
    url,
    protocol,
    bufferedAmount,
    sent: traffic(0),
    received: traffic(1),
    queued: traffic(2),
    dropped: traffic(3),
    openSince: figures[1],
    close: figures[2] ? { code: figures[2], reason: figures[3], wasClean: figures[4] } : null,
  };
};

class Inspector {
  #socket;
  #last;

  constructor(socket) {
    this.#socket = socket;
    if (Core.start_inspection(handleOf(socket))) watch(socket, listen);
  }

  snapshot() {
    return this.#last ?? snapshotOf(this.#socket);
  }

  detach() {
    if (this.#last) return;
    const socket = this.#socket;
    this.#last = this.snapshot();
    if (Core.stop_inspection(handleOf(socket))) watch(socket, unlisten);
  }
}

/** Attaches an inspector; throws a TypeError where `socket` is not an instance of our class. */
export const inspect = (socket) => new Inspector(socket);

// An inspector: listens to one socket while it is attached. Its listeners are shared by all sockets, so that none
// of them keeps a socket alive by itself.

import { Core } from '../boundary/wasm.js';
import { receivedLength } from '../convert/values.js';
import { getFrom, setIn, timeOfDay, WeakMap } from '../platform/captured.js';
import { handleOf, handleOfArgument } from './brand.js';
import { listen, unlisten } from './events.js';
import { finishClass, platformClass } from './shape.js';
import { siblingOf } from './siblings.js';

/** By socket that is inspected: what its host has reported since. */
const reports = new WeakMap();

/** Whether an inspector is attached. */
export const isInspected = (socket) => !!getFrom(reports, socket);

/** These count what the host reports. A wrapped host calls them itself, before it fires. */
export const countOpen = (socket) => {
  getFrom(reports, socket).openSince = timeOfDay();
};
export const countMessage = (socket, { data }) => {
  const { received } = getFrom(reports, socket);
  received.messages += 1;
  received.bytes += receivedLength(data);
};

// What the page dispatches itself has not been received. It is not trusted, and neither is what a wrapped host fires.
function onOpen(event) {
  if (event.isTrusted) countOpen(this);
}

function onMessage(event) {
  if (event.isTrusted) countMessage(this, event);
}

function onClose(event) {
  if (event.isTrusted) noteEnd(this, event);
}

/** Notes how the connection of a socket has ended, if that is inspected. */
export const noteEnd = (socket, { code, reason, wasClean }) => {
  const report = getFrom(reports, socket);
  if (report) report.close = { code, reason, wasClean };
};

// While they are captured: before the page's listeners, which may ask for the figures.
const watch = (socket, act) => {
  act(socket, 'open', onOpen, true);
  act(socket, 'message', onMessage, true);
  act(socket, 'close', onClose, true);
};

const snapshotOf = (socket) => {
  const { readyState, url, protocol, bufferedAmount } = socket;
  const handle = handleOf(socket);
  const figure = (index) => Core.websocket_wasm_inspected(handle, index);
  const traffic = (index) => ({ messages: figure(index), bytes: figure(index + 1) });
  const { received, openSince, close } = getFrom(reports, socket);
  return {
    readyState,
    url,
    protocol,
    bufferedAmount,
    sent: traffic(0),
    received: { ...received },
    queued: traffic(2),
    dropped: traffic(4),
    openSince,
    close: close && { ...close },
  };
};

// What an Inspector uses of a socket; a ReconnectingWebSocket has its own.
const inspectionOf = (socket) => ({
  start: () => {
    if (!Core.websocket_wasm_start_inspection(handleOfArgument(socket))) return;
    setIn(reports, socket, { received: { messages: 0, bytes: 0 }, openSince: null, close: null });
    watch(socket, listen);
  },
  stop: () => {
    if (!Core.websocket_wasm_stop_inspection(handleOf(socket))) return;
    watch(socket, unlisten);
    // A wrapped host asks for it before each event.
    setIn(reports, socket, undefined);
  },
  snapshot: () => snapshotOf(socket),
});

class Inspector extends platformClass {
  #inspection;
  #last;

  constructor(inspection) {
    super();
    inspection.start();
    this.#inspection = inspection;
  }

  snapshot() {
    return this.#last ?? this.#inspection.snapshot();
  }

  detach() {
    if (this.#last) return;
    this.#last = this.snapshot();
    this.#inspection.stop();
  }
}

finishClass(Inspector, 'Inspector', ['snapshot', 'detach']);

/** Attaches an inspector; throws a TypeError if `socket` is no instance of a class of ours. */
export const inspect = (socket) => new Inspector(siblingOf(socket)?.inspection ?? inspectionOf(socket));

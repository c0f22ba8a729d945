// An inspector: listens to one socket while it is attached. Its listeners are shared by all sockets, so that none
// of them keeps a socket alive by itself.
import { take, timeOfDay } from './captured.js';
import { handleOf, handleOfArgument } from './class.js';
import { Core, context } from './wasm.js';
import { listen, unlisten } from './events.js';
import { finishClass, platformClass } from './shape.js';
import { siblingOf } from './siblings.js';
import { readReason, writeText } from './text.js';
import { receivedLength } from './values.js';

const isNaN = take('Number', 'isNaN');

/** These count what the host tells. A wrapped host calls them itself, before it fires. */
export const countOpen = (socket) => Core.websocket_wasm_handle_open(handleOf(socket), timeOfDay());
export const countMessage = (socket, { data }) => Core.websocket_wasm_handle_message(handleOf(socket), receivedLength(data));
export const countClose = (socket, { code, reason, wasClean }) => Core.websocket_wasm_handle_close(context, handleOf(socket), code, writeText(reason), wasClean);

/** Whether an inspector is attached. */
export const isInspected = (socket) => !isNaN(Core.websocket_wasm_inspected(handleOf(socket), 0));

// What the page dispatches itself has not been received. It is not trusted, as what a wrapped host fires.
function onOpen(event) {
  if (event.isTrusted) countOpen(this);
}

function onMessage(event) {
  if (event.isTrusted) countMessage(this, event);
}

function onClose(event) {
  if (event.isTrusted) countClose(this, event);
}

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
  // NaN if there is none yet.
  const isKnown = (index) => figure(index) > -Infinity;
  const traffic = (index) => ({ messages: figure(index), bytes: figure(index + 1) });
  return {
    readyState,
    url,
    protocol,
    bufferedAmount,
    sent: traffic(0),
    received: traffic(2),
    queued: traffic(4),
    dropped: traffic(6),
    openSince: isKnown(8) ? figure(8) : null,
    close: isKnown(9) ? { code: figure(9), reason: closeReason(handle), wasClean: !!figure(10) } : null,
  };
};

const closeReason = (handle) => {
  Core.websocket_wasm_put_close_reason(context, handle);
  return readReason();
};

// What an Inspector uses of a socket; a ReconnectingWebSocket has its own.
const inspectionOf = (socket) => ({
  start: () => { if (Core.websocket_wasm_start_inspection(handleOfArgument(socket))) watch(socket, listen); },
  stop: () => { if (Core.websocket_wasm_stop_inspection(handleOf(socket))) watch(socket, unlisten); },
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

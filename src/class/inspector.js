// An inspector: listens to one socket while it is attached. Its listeners are shared by all sockets, so that none
// of them keeps a socket alive by itself.

import { Core } from '../boundary/wasm.js';
import { lengthOf } from '../convert/values.js';
import { getFrom, setIn, takeGetter, timeOfDay, WeakMap } from '../platform/captured.js';
import { observe, ownHandleOf, ownHandleOfArgument } from './brand.js';
import { listen, unlisten } from './events.js';
import { finishClass, platformClass } from './shape.js';
import { siblingOf } from './siblings.js';

const typeOf = takeGetter('Event', 'type');

/** By inspected socket: what its host has reported since the inspector was attached. */
const reports = new WeakMap();

/** The traps of the class's Proxy: none, unless sockets are observed (observe.js). */
export const traps = { __proto__: null };

const add = (traffic, bytes) => {
  traffic.messages += 1;
  traffic.bytes += bytes;
  return bytes;
};

/** How something is counted that the host reports, by type: of a message the bytes are returned. */
const COUNTS = {
  __proto__: null,
  open(report) {
    report.openSince = timeOfDay();
  },
  message: ({ received }, { data }) => add(received, lengthOf(data)),
  // Of what has waited, nobody knows the length any more.
  send: ({ sent }, { data, bytes }) => add(sent, bytes ?? lengthOf(data)),
  close(report, { code, reason, wasClean }) {
    report.close = { code, reason, wasClean };
  },
};

/** Counts what has happened to a socket, if that is inspected. A wrapped host calls it itself, before it fires. */
export const count = (socket, type, what) => {
  const report = getFrom(reports, socket);
  if (!report) return;
  const bytes = COUNTS[type]?.(report, what);
  report.tell?.(type, what, bytes);
};

// Events that the page dispatches are not counted. They are not trusted, and neither are those of a wrapped host.
function onEvent(event) {
  if (event.isTrusted) count(this, typeOf(event), event);
}

// While they are captured: before the page's listeners, which may ask for the figures.
const watch = (socket, act) => {
  for (const type in COUNTS) act(socket, type, onEvent, true);
};

const snapshotOf = (socket) => {
  const { readyState, url, protocol, bufferedAmount } = socket;
  const handle = observe(socket);
  const figure = (index) => Core.websocket_wasm_inspected(handle, index);
  const traffic = (index) => ({ messages: figure(index), bytes: figure(index + 1) });
  const { sent, received, openSince, close } = getFrom(reports, socket);
  return {
    readyState,
    url,
    protocol,
    bufferedAmount,
    sent: { ...sent },
    received: { ...received },
    queued: traffic(0),
    dropped: traffic(2),
    openSince,
    close: close && { ...close },
  };
};

/** What an Inspector and an observer use of a socket; a ReconnectingWebSocket has its own. */
export const inspectionOf = (socket) => ({
  /** `tell(type, what, bytes)` is called when something has been counted, if it is given to the first that starts. */
  start: (tell) => {
    if (!Core.websocket_wasm_start_inspection(ownHandleOfArgument(socket))) return;
    setIn(reports, socket, {
      sent: { messages: 0, bytes: 0 },
      received: { messages: 0, bytes: 0 },
      openSince: null,
      close: null,
      tell,
    });
    watch(socket, listen);
  },
  stop: () => {
    if (!Core.websocket_wasm_stop_inspection(ownHandleOf(socket))) return;
    watch(socket, unlisten);
    // A wrapped host asks for it before each event.
    setIn(reports, socket, undefined);
  },
  snapshot: () => snapshotOf(socket),
});

class Inspector extends /** @type {new () => object} */ (/** @type {unknown} */ (platformClass)) {
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

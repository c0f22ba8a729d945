// Asks the core for a decision, and does what it says, one thing at a time: a host may call back from inside anything.

import { lengthOf, orThrow, readReason, writeText } from '../boundary/text.js';
import { Core, context, LITTLE, MUCH, Quick } from '../boundary/wasm.js';
import { KIND_BLOB } from '../convert/numbers.js';
import { byteLength, copyBytes, kindOf, toText } from '../convert/values.js';
import { readBlob } from '../host/blob.js';
import * as host from '../host/host.js';
import { getFrom as get, setIn as set, takeMethod, WeakMap } from '../platform/captured.js';
import { handleOf, observe } from './brand.js';
import { fireFailed } from './events.js';
import { count } from './inspector.js';
import {
  ANSWER_AWAIT_ROOM,
  ANSWER_CLOSE,
  ANSWER_FAIL,
  ANSWER_NOTHING,
  ANSWER_READ_BLOB,
  ANSWER_SEND,
  INTAKE_AS_IT_IS,
  INTAKE_COPIED,
} from './numbers.js';

/** Does `ANSWER_AWAIT_ROOM`. */
let awaitRoom;

/** Takes the function that looks at a socket's buffer until there is room: it gives commands itself. */
export const useAwaitRoom = (act) => {
  awaitRoom = act;
};

const forget = takeMethod('WeakMap', 'delete');

/** By socket: the data of messages that wait, by the key under which the core knows it. */
const kept = new WeakMap();
let lastKey = 0;

/** Tells the core how its host is doing, `ask`s it, and does what it says; throws if it refuses. */
export const command = (socket, ask, frames = MUCH) => {
  // Throws now if the engine's stack is nearly exhausted.
  Quick.websocket_wasm_descend(frames);
  const handle = observe(socket);
  let action = orThrow(ask(handle));
  while (action !== ANSWER_NOTHING) {
    perform(socket, handle, action);
    action = Core.websocket_wasm_poll_action(context, handle);
  }
  // Also if the core has dropped them.
  if (Core.websocket_wasm_is_queue_empty(handle)) forget(kept, socket);
};

/** `send()` by way of the core. */
export const send = (socket, data) => {
  const kind = kindOf(data);
  const value = kind ? data : toText(data);
  command(
    socket,
    (handle) => {
      const intake = Core.websocket_wasm_intake(handle, kind);
      const length = intake === INTAKE_AS_IT_IS ? 0 : byteLength(value, kind);
      const key = keep(socket, intake === INTAKE_COPIED ? copyOf(value, kind) : value);
      const isTaken = Core.websocket_wasm_send(context, handle, kind, length, key);
      if (!isTaken) take(socket, key);
      return isTaken;
      // If the engine throws after that, the page learns from it that the message is not sent.
    },
    LITTLE,
  );
};

/** The checks of `close()` with a code, undefined for none, and a reason. */
export const checkCode = ({ 0: code, 1: reason }) => {
  const written = writeText(reason);
  orThrow(Core.websocket_wasm_check_close(context, code !== undefined, code, written, lengthOf(reason, written)));
};

/** `close()` with the same arguments. */
export const close = (socket, given) => {
  const isBare = given[0] === undefined && given[1] === '';
  if (isBare && Quick.websocket_wasm_closes_directly(handleOf(socket))) return host.close(socket);
  return command(socket, (handle) => {
    // The core keeps what it has accepted, and nothing of the page runs in between.
    checkCode(given);
    return Core.websocket_wasm_close(context, handle);
  });
};

/** Fails the connection now. The host gets no more messages; the caller hides its later events, as `watchEnd` does. */
export const abandon = (socket) => command(socket, (handle) => Core.websocket_wasm_give_up(context, handle));

/** Gives the host what it has room for, and ends a connection whose closing takes too long. */
export const look = (socket, time) => command(socket, (handle) => Core.websocket_wasm_look(context, handle, time));

function perform(socket, handle, action) {
  const figure = (index) => Core.websocket_wasm_figure(handle, index);
  if (action === ANSWER_SEND) sendKept(socket, figure(0));
  else if (action === ANSWER_READ_BLOB) startReading(socket, figure(0), figure(1));
  else if (action === ANSWER_AWAIT_ROOM) awaitRoom(socket);
  else if (action === ANSWER_CLOSE) host.close(socket, figure(0), readReason());
  else if (action === ANSWER_FAIL) host.close(socket);
  else endAbandoned(socket, figure(0));
}

function sendKept(socket, key) {
  const data = take(socket, key);
  host.send(socket, data);
  count(socket, 'send', { data });
}

function startReading(socket, key, ticket) {
  readBlob(get(kept, socket)[key], (bytes) => {
    const isRead = bytes !== undefined;
    const messages = get(kept, socket);
    if (isRead && messages) messages[key] = bytes;
    command(socket, (handle) => Core.websocket_wasm_handle_blob_read(context, handle, ticket, key, isRead));
  });
}

function endAbandoned(socket, code) {
  count(socket, 'close', { code, reason: '', wasClean: false });
  fireFailed(socket, code);
  host.close(socket);
}

const keep = (socket, data) => {
  const messages = get(kept, socket) ?? { __proto__: null };
  set(kept, socket, messages);
  // As the wasm returns it: a signed number.
  lastKey = (lastKey + 1) | 0;
  messages[lastKey] = data;
  return lastKey;
};

const take = (socket, key) => {
  const messages = get(kept, socket);
  const data = messages[key];
  delete messages[key];
  return data;
};

// Texts and Blobs do not change.
const copyOf = (value, kind) => (typeof value === 'string' || kind === KIND_BLOB ? value : copyBytes(value, kind));

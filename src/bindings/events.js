// Events of host sockets: listening to them, and, where a connection failed that the host opened, firing in its stead.
import { Core, handleOf, readyStateOf } from './class.js';
import { methodOf } from './captured.js';
import { isFromHost, orThrow, protocol } from './host.js';

const { addEventListener, dispatchEvent, removeEventListener } = EventTarget.prototype;
/** `addEventListener` and `removeEventListener`, with the socket first. */
export const listen = methodOf(addEventListener);
export const unlisten = methodOf(removeEventListener);
const dispatch = methodOf(dispatchEvent);
const stop = methodOf(Event.prototype.stopImmediatePropagation);
const { CloseEvent, Event: PlainEvent, clearTimeout, queueMicrotask, setTimeout } = globalThis;
const CLOSED = 3;

/** Watches a new socket until the server has acknowledged one of these subprotocols. Only the first listener can hide an event. */
export const watchSubprotocol = (socket, requested) => {
  const watch = (socket, act) => {
    act(socket, 'open', onOpen, true);
    watchEnd(socket, act);
  };
  function onOpen(event) {
    if (!isFromHost(event)) return;
    const isAcknowledged = includes(requested, protocol(this));
    orThrow(Core.handle_subprotocol(handleOf(this), this, isAcknowledged));
    if (isAcknowledged) watch(this, unlisten);
    else stop(event);
  }
  watch(socket, listen);
};

const includes = (list, value) => {
  for (let index = 0; index < list.length; index += 1) if (list[index] === value) return true;
  return false;
};

const watchEnd = (socket, act) => {
  act(socket, 'error', hideAbandoned, true);
  act(socket, 'close', hideAbandoned, true);
};

function hideAbandoned(event) {
  if (isFromHost(event) && Core.is_abandoned(handleOf(this))) stop(event);
}

/** Lets the connection fail where the host has not closed it so many milliseconds from now. */
export const awaitClose = (socket, milliseconds) => {
  const timer = setTimeout(() => orThrow(Core.handle_close_timeout(handleOf(socket), socket)), milliseconds);
  // The page's own events change nothing.
  const stop = () => { if (readyStateOf(socket) === CLOSED) clearTimeout(timer); };
  // Not before it is closing: on an open socket such listeners would keep it alive.
  watchEnd(socket, listen);
  listen(socket, 'close', stop, true);
};

/** Fires `error` and `close`. In microtasks, so that others run between them, as they do when a host fires. */
export const fireFailed = (socket, code) => {
  queueMicrotask(() => {
    dispatch(socket, new PlainEvent('error'));
    queueMicrotask(() => dispatch(socket, new CloseEvent('close', { __proto__: null, code })));
  });
};

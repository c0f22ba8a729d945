// Events of host sockets: listening to them, hiding them, and firing our own if we fail a connection that the host has opened.
//
// An event that is trusted comes from the host, and not from the page. A wrapped host cannot make such, and does by itself what is done
// here by listeners.

import { Quick } from '../boundary/wasm.js';
import { binaryType, CloseEvent } from '../host/host.js';
import { apply, Event, takeMethod } from '../platform/captured.js';
import { soon } from '../platform/clock.js';
import { handleOf, readyStateOf } from './brand.js';

/** `addEventListener` and `removeEventListener`, with the socket first. */
export const listen = takeMethod('EventTarget', 'addEventListener');
export const unlisten = takeMethod('EventTarget', 'removeEventListener');
/** `dispatchEvent`, with the target first. */
export const dispatch = takeMethod('EventTarget', 'dispatchEvent');
/** `stopImmediatePropagation`, with the event first. */
export const stop = takeMethod('Event', 'stopImmediatePropagation');

/** Hides from the page what the host fires at a new socket when that is abandoned. */
export const hideLate = (socket) => watchEnd(socket, listen);

/** Whether a message comes too late for the page: `close()` was called, and the host is closed only after the queue has been sent. */
export const hidesMessages = (socket) => Quick.websocket_wasm_hides_messages(handleOf(socket));

/** Hides those of a new socket; a wrapped host fires none of them. */
export const hideLateMessages = (socket) => binaryType(socket) && listen(socket, 'message', hideLateMessage, true);

function hideLateMessage(event) {
  if (hidesMessages(this) && event.isTrusted) stop(event);
}

/** Starts and ends hiding what the host fires at the end of a socket that is abandoned: `act` is `listen` or `unlisten`. */
export const watchEnd = (socket, act) => {
  act(socket, 'error', hideAbandoned, true);
  act(socket, 'close', hideLast, true);
};

/** Whether nothing that the host reports is for the page any more. */
export const isAbandoned = (socket) => Quick.websocket_wasm_is_abandoned(handleOf(socket));

function hideAbandoned(event) {
  if (event.isTrusted && isAbandoned(this)) stop(event);
}

function hideLast(event) {
  if (!event.isTrusted) return;
  apply(hideAbandoned, this, [event]);
  watchEnd(this, unlisten);
}

/** Acts once the ready state has gone beyond this one, at once if it has: when the connection is established, or has ended. */
export const whenBeyond = (readyState, socket, act) => {
  const watch = (act) => {
    act(socket, 'open', onEvent, true);
    act(socket, 'close', onEvent, true);
  };
  const onEvent = () => {
    // The page's own events change nothing.
    if (readyStateOf(socket) <= readyState) return;
    watch(unlisten);
    act();
  };
  watch(listen);
  onEvent();
};

/** Fires `error` and `close`. In microtasks, so that others run between them, as they do when a host fires. */
export const fireFailed = (socket, code) => {
  hideLate(socket);
  soon(() => {
    dispatch(socket, new Event('error'));
    soon(() => dispatch(socket, new CloseEvent('close', { __proto__: null, code })));
  });
};

// Subprotocols that were requested: the standard has a connection fail if the server acknowledges none, browsers open it.
import { Core, context } from '../boundary/wasm.js';
import { indexIn } from '../convert/values.js';
import { protocol } from '../host/host.js';
import { listen, stop, unlisten, watchEnd } from './events.js';
import { command } from './perform.js';

/**
 * Watches a new socket until the server has acknowledged one of these subprotocols; `hidesEnd` if its end is
 * watched from then on, too. Only the first listener can hide an event.
 */
export const watchSubprotocol = (socket, requested, hidesEnd) => {
  function onOpen(event) {
    if (!event.isTrusted) return;
    const isAcknowledged = indexIn(requested, protocol(this)) < requested.length;
    command(this, (handle) => Core.websocket_wasm_handle_subprotocol(context, handle, isAcknowledged));
    if (!isAcknowledged) return stop(event);
    unlisten(this, 'open', onOpen, true);
    if (!hidesEnd) watchEnd(this, unlisten);
  }
  listen(socket, 'open', onOpen, true);
  watchEnd(socket, listen);
};

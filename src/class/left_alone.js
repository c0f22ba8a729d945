// A page whose sockets cannot be made ours: it keeps what it had.

import { original } from '../host/host.js';
import { defineProperty, take } from '../platform/captured.js';
import { warn } from '../platform/warn.js';
import { uninstall } from './install.js';

const hasInstance = take('Symbol', 'hasInstance');
let isSaid = false;

/** Returns what the host has made, as if this package had not been loaded, and says so once. */
export const leaveAlone = (WebSocket, made) => {
  if (!isSaid) {
    isSaid = true;
    uninstall(WebSocket);
    defineProperty(WebSocket, hasInstance, { __proto__: null, value: (value) => value instanceof original.value });
    warn(
      'websocket-wasm: a script has replaced WebSocket, and the page keeps it. To connect through it, import websocket-wasm/wrap-host.',
    );
  }
  return made;
};

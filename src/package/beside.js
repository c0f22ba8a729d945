// What only the entries beside the root need: it is in the script of wrapper.js, which they import.
import { WebSocket, failure } from './core.js';
import { takeFromHost } from '../bindings/class.js';
import * as host from '../bindings/host.js';
import { guarded } from '../bindings/wasm.js';
import { madeWithoutFailure } from './failure.js';
import { instantiate } from './instantiate.js';

/** What `make` makes of the functions of another core, which imports nothing; throws the one error that names the cause. */
export const madeOf = (text, length, make) => {
  if (failure) throw failure;
  return madeWithoutFailure(() => make(guarded(instantiate(text, length)), WebSocket));
};

/** Has the class connect through another host: see `useHost` in host.js. */
export const useHost = (...how) => {
  host.useHost(...how);
  takeFromHost(WebSocket.prototype);
  return WebSocket;
};

let isChosen = false;

/** The same for a host that someone has chosen: no entry takes another for it. */
export const chooseHost = (Host) => {
  isChosen = true;
  return useHost(Host, true);
};

/** Whether someone has. */
export const hasChosen = () => isChosen;

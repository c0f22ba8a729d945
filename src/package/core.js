// Instantiates the core while this module is evaluated, with no await: what imports us may use the class at once.
// Never throws, so that the entries can each say in their own way that it did not work.
import { takeFromHost, webSocketClass } from '../bindings/class.js';
import * as host from '../bindings/host.js';
import * as global from '../bindings/install.js';
import { guarded } from '../bindings/wasm.js';
import { failureOf, madeWithoutFailure } from './failure.js';
import { instantiate } from './instantiate.js';
// Last: Brotli compresses the wasm's text better after it has seen the scripts.
import { length, text } from 'inlined-wasm-of-class';

export { checkClose } from '../bindings/class.js';
export { drained } from '../bindings/drained.js';
export { inspect } from '../bindings/inspector.js';

/** The class; undefined after a failure. */
export let WebSocket;

/** An error that names the cause if the class cannot be had here; undefined if all is well. */
export let failure = failureOf(() => { WebSocket = webSocketClass(instantiate(text, length)); });

/** The same for what an entry needs besides. */
export const checkMore = () => { failure ??= failureOf(() => {}); };

/** What `make` makes of the functions of another core, which imports nothing; throws the one error that names the cause. */
export const madeOf = (text, length, make) => {
  if (failure) throw failure;
  return madeWithoutFailure(() => make(guarded(instantiate(text, length)), WebSocket));
};

/** Puts the class on the global. */
export const install = () => global.install(WebSocket);

/** Puts back what was there before. */
export const uninstall = () => global.uninstall(WebSocket);

/** Throws if there is no class to connect with. */
export const requireHost = () => { if (!host.hasHost()) host.missing(); };

/** Puts the class on the global; throws if it cannot connect or be there, and then the global is as it was. */
export const installIfUsable = () => {
  if (failure) throw failure;
  requireHost();
  install();
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

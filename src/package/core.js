// Instantiates the core while this module is evaluated, with no await: what imports us may use the class at once.
// Never throws, so that the entries can each say in their own way that it did not work.

import { webSocketClass } from '../class/class.js';
import * as global from '../class/install.js';
import * as host from '../host/host.js';
import { failureOf } from './failure.js';
import { instantiate } from './instantiate.js';
// The wasm as text (scripts/lib/inline.mjs). Last: Brotli compresses the wasm's text better after it has seen the scripts.
import { length, text } from './wasm-of-class.js';

export { checkClose } from '../class/class.js';
export { drained } from '../class/drained.js';
export { inspect } from '../class/inspector.js';

/** The class; undefined after a failure. */
export let WebSocket;

/** An error that names the cause if the class cannot be had here; undefined if all is well. */
export let failure = failureOf(() => {
  WebSocket = webSocketClass(instantiate(text, length));
});

/** The same for what an entry needs besides. */
export const checkMore = () => {
  failure ??= failureOf(() => {});
};

/** Puts the class on the global. */
export const install = () => global.install(WebSocket);

/** Puts back what was there before. */
export const uninstall = () => global.uninstall(WebSocket);

/** Throws if there is no class to connect with. */
export const requireHost = () => {
  if (!host.hasHost()) host.missing();
};

/** Puts the class on the global; throws if it cannot connect or be there, and then the global is as it was. */
export const installIfUsable = () => {
  if (failure) throw failure;
  requireHost();
  install();
};

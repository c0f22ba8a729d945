// Instantiates the core while this module is evaluated, with no await: what imports us may use the class at once.
// Never throws, so that the entries can each say in their own way that it did not work.
import { takeFromHost, webSocketClass } from '../bindings/class.js';
import * as host from '../bindings/host.js';
import * as global from '../bindings/install.js';
import { instantiate as exportsOf } from './instantiate.js';
// Last: Brotli compresses the wasm's text better after it has seen the scripts.
import { length, text } from 'inlined-wasm-of-class';

export { checkClose } from '../bindings/class.js';
export { useWrapper } from '../bindings/host.js';
export { drained } from '../bindings/drained.js';
export { inspect } from '../bindings/inspector.js';
export { instantiate } from './instantiate.js';

/** The class; undefined after a failure. */
export let WebSocket;

/** An error that names the cause where the core could not be instantiated; undefined where all is well. */
export const failure = start();

/** Puts the class on the global. */
export const install = () => global.install(WebSocket);

/** Puts back what was there before. */
export const uninstall = () => global.uninstall(WebSocket);

/** Has the class connect through another host, whose sockets are wrapped. */
export const useHost = (Host) => {
  host.useHost(Host, true);
  takeFromHost(WebSocket.prototype);
  return WebSocket;
};

function start() {
  if (typeof WebAssembly !== 'object') return new Error('websocket-wasm: this runtime has no WebAssembly.');
  try {
    WebSocket = webSocketClass(exportsOf(text, length));
    return undefined;
  } catch (cause) {
    return new Error(`websocket-wasm: WebAssembly is forbidden here. Does the Content-Security-Policy's script-src lack 'wasm-unsafe-eval'? (${cause})`, { cause });
  }
}

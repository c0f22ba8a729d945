// `websocket-wasm/external`: the wasm is a file of its own, compiled while it streams in.
import instantiate, { webSocketClass } from 'wasm-bindgen-glue';
import { drained } from '../bindings/drained.js';
import { inspect } from '../bindings/inspector.js';
import * as global from '../bindings/install.js';

/** The class; undefined until `init()` has resolved. */
export let WebSocket;

/** Fetches and instantiates the core; `source` is whatever WebAssembly takes, by default the file beside this one. */
export async function init(source = new URL('./websocket_wasm.wasm', import.meta.url)) {
  await instantiate({ module_or_path: source });
  WebSocket = webSocketClass();
}

/** Puts the class on the global. */
export const install = () => global.install(WebSocket);

/** Puts back what was there before. */
export const uninstall = () => global.uninstall(WebSocket);

export { init as default, drained, inspect };

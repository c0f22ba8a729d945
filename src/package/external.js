// `websocket-wasm/external`: the wasm is a file of its own, compiled while it streams in.
import instantiate, { inspect, install, uninstall, webSocketClass } from 'wasm-bindgen-glue';

/** The class; undefined until `init()` has resolved. */
export let WebSocket;

/** Fetches and instantiates the core; `source` is whatever WebAssembly takes, by default the file beside this one. */
export async function init(source = new URL('./websocket_wasm.wasm', import.meta.url)) {
  await instantiate({ module_or_path: source });
  WebSocket = webSocketClass();
}

export { init as default, inspect, install, uninstall };

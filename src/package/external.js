// `websocket-wasm/external`: the wasm is a file of its own, compiled while it streams in.
import { drained } from '../bindings/drained.js';
import { inspect } from '../bindings/inspector.js';
import * as global from '../bindings/install.js';
import { webSocketClass } from '../bindings/class.js';

/** The class; undefined until `init()` has resolved. */
export let WebSocket;

let loading;

/** Fetches and instantiates the core; `source` is whatever WebAssembly takes, by default the file beside this one. */
export async function init(source = new URL('./websocket_wasm.wasm', import.meta.url)) {
  loading ??= load(source);
  try {
    await loading;
  } catch (error) {
    loading = undefined;
    throw error;
  }
}

async function load(source) {
  const module = await moduleOf(await source);
  const { exports } = await WebAssembly.instantiate(module);
  WebSocket = webSocketClass(exports);
}

async function moduleOf(source) {
  if (source instanceof WebAssembly.Module) return source;
  const isBytes = source instanceof ArrayBuffer || ArrayBuffer.isView(source);
  if (isBytes) return WebAssembly.compile(source);
  const response = source instanceof Response ? source : await fetch(source);
  if (!response.ok) throw new Error(`websocket-wasm: ${response.url} answered ${response.status} ${response.statusText}`);
  // A server that does not know the type of the file: compiled when all of it is there.
  const isTyped = /^application\/wasm/.test(response.headers.get('Content-Type'));
  return isTyped ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

/** Puts the class on the global. */
export const install = () => global.install(WebSocket);

/** Puts back what was there before. */
export const uninstall = () => global.uninstall(WebSocket);

export { init as default, drained, inspect };

// `websocket-wasm/external`: the wasm is a file of its own, compiled while it streams in.

import { webSocketClass } from '../class/class.js';
import { drained } from '../class/drained.js';
import { inspect } from '../class/inspector.js';
import * as global from '../class/install.js';
import { isView } from '../convert/values.js';
import { Error, find, has, take, takeGetter } from '../platform/captured.js';
import { failureBy, failureOf, shareFailure } from './failure.js';

const bufferLength = takeGetter('ArrayBuffer', 'byteLength');
const { exports: exportsOf } = take('WebAssembly', 'Module');
const instantiate = take('WebAssembly', 'instantiate');
const compile = take('WebAssembly', 'compile');
const compileStreaming = find('WebAssembly', 'compileStreaming');
const failure = shareFailure(failureOf(() => {}));

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
  if (failure) throw failure;
  const compiled = await compilerOf(await source);
  try {
    const { exports } = await instantiate(await compiled());
    WebSocket = webSocketClass(exports);
  } catch (cause) {
    throw failureBy(cause);
  }
}

// By what the values are, not by the classes on the global, which may be subclasses, or missing.
async function compilerOf(source) {
  if (has(exportsOf, source)) return () => source;
  if (isView(source) || has(bufferLength, source)) return () => compile(source);
  // Only a response has this member.
  const response = source.ok === undefined ? await fetch(source) : source;
  if (!response.ok)
    throw new Error(`websocket-wasm: ${response.url} answered ${response.status} ${response.statusText}`);
  // A server that does not know the type of the file: compiled when all of it is there.
  const isTyped = compileStreaming && /^application\/wasm/.test(response.headers.get('Content-Type'));
  if (isTyped) return () => compileStreaming(response);
  const bytes = await response.arrayBuffer();
  return () => compile(bytes);
}

/** Puts the class on the global. */
export const install = () => {
  if (!WebSocket) throw new Error('websocket-wasm: there is no class yet. Await init() before install().');
  return global.install(WebSocket);
};

/** Puts back what was there before. */
export const uninstall = () => global.uninstall(WebSocket);

export { drained, init as default, inspect };

/**
 * The same as the root entry, with the wasm as a file of its own that is compiled while it streams in.
 *
 * Nothing works before {@link init} has resolved: the exported `WebSocket` is undefined until then, and `install()` throws.
 *
 * @module websocket-wasm/external
 */
import type { BufferSource, Request, Response, URL, WebAssemblyModule } from './platform.js';

export type { CloseSummary, DrainedOptions, Inspector, Snapshot, Traffic, WebSocketOptions } from './index.js';
export { drained, inspect, install, uninstall, WebSocket } from './index.js';

/** The source of the core: its URL, a request or response, its bytes, or the compiled module. */
export type Source = string | URL | Request | Response | BufferSource | WebAssemblyModule;

/**
 * Fetches, compiles and instantiates the core, once: a later call waits for the first one. After a failure it may be
 * called again.
 *
 * @param source - By default `websocket_wasm.wasm` beside this file. Serve it as `application/wasm`, so that it is
 * compiled while it streams in.
 * @returns A promise that rejects if the file cannot be fetched, or WebAssembly is missing or forbidden.
 */
export declare function init(source?: Source | PromiseLike<Source>): Promise<void>;

export default init;

/**
 * A connection that lives in a worker of the page: in Chromium, a page that is busy neither delays nor drops it; in Firefox, it does.
 *
 * @module websocket-wasm/worker
 */
import type { URL } from './platform.js';
import type { SharedOptions, SharedProvider, SharedWorkerSource } from './shared.js';
import { SharedWebSocket } from './shared.js';

/**
 * A connection in a worker of this page. All members are those of a `SharedWebSocket` that is alone.
 *
 * With the option `batch`, a page that gets many messages gets them together, once in so many milliseconds.
 */
export declare class WorkerWebSocket extends SharedWebSocket {
  /**
   * Starts to connect.
   *
   * @param worker - The page's own `new Worker(…)` of `dist/shared.worker.js`, or a function that returns it. If it is undefined, the connection is made in the page.
   * @param url - The server, or a function that is called in the page before each attempt and returns it.
   * @throws as `SharedWebSocket` does.
   */
  constructor(worker: SharedWorkerSource, url: SharedProvider<string | URL>, options?: SharedOptions);
}

export default WorkerWebSocket;

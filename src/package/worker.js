// `websocket-wasm/worker`: a connection that lives in a worker of the page.

import { SharedWebSocket } from './shared-tab.js';

/** The same: a worker that only this page has serves no other tab. */
export class WorkerWebSocket extends SharedWebSocket {
  static name = 'WorkerWebSocket';

  // biome-ignore lint/complexity/noUselessConstructor: in WebKit the default one calls the page's array iterator.
  constructor(worker, url, options) {
    super(worker, url, options);
  }
}

export default WorkerWebSocket;

// `websocket-wasm/worker`: a connection that lives in a worker of the page.

import { SharedWebSocket } from './shared-tab.js';

/** The same: a worker that only this page has serves no other tab. */
export class WorkerWebSocket extends SharedWebSocket {
  static name = 'WorkerWebSocket';
}

export default WorkerWebSocket;

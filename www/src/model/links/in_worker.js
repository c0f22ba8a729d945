/** The socket lives in its own worker, so that the page cannot delay it. */
export class WorkerLink {
  #worker = new Worker(new URL('./socket_worker.js', import.meta.url), { type: 'module' });
  /** The commands for the worker until it listens; null afterwards. */
  #waiting = [];
  #calls = new Map();
  #lastCall = 0;
  #fail;
  /** Why the worker is no more. */
  #failure = null;

  constructor(report, fail) {
    this.#fail = fail;
    this.#worker.onmessage = ({ data }) => {
      if (data.call) this.#answer(data);
      else if (data.event) report(data.event);
      else if (data.isReady) this.#tellWaiting();
      else this.#stop(new Error('The worker of the socket has ended.'));
    };
    this.#worker.onerror = ({ message }) => this.#lose(message || 'it did not start');
    this.#worker.onmessageerror = () => this.#lose('its message cannot be read');
  }

  /** Has the owner in the worker run a command. */
  call(command, ...args) {
    return new Promise((resolve, reject) => {
      if (this.#failure) throw this.#failure;
      const call = ++this.#lastCall;
      this.#tell({ call, command, args: args.map(withoutSurroundings) });
      this.#calls.set(call, { resolve, reject });
    });
  }

  end() {
    if (!this.#failure) this.#tell({ isEnd: true });
  }

  #tell(message) {
    if (this.#waiting) this.#waiting.push(message);
    else this.#worker.postMessage(message);
  }

  #tellWaiting() {
    const waiting = this.#waiting;
    this.#waiting = null;
    for (const message of waiting) this.#tell(message);
  }

  #answer({ call, value, error }) {
    const { resolve, reject } = this.#calls.get(call);
    this.#calls.delete(call);
    if (error) reject(revived(error));
    else resolve(value);
  }

  #lose(reason) {
    const error = new Error(`The worker of the socket was lost: ${reason}.`);
    this.#stop(error);
    this.#fail(error);
  }

  #stop(error) {
    this.#failure = error;
    this.#worker.terminate();
    for (const { reject } of this.#calls.values()) reject(error);
    this.#calls.clear();
  }
}

// A view takes its whole buffer along to another thread, however little of it is in view.
function withoutSurroundings(data) {
  if (!ArrayBuffer.isView(data) || data.byteLength === data.buffer.byteLength) return data;
  const View = /** @type {any} */ (data.constructor);
  return new View(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength));
}

// An error that crosses threads by itself loses its name in some engines.
function revived({ name, message, isDom }) {
  return isDom ? new DOMException(message, name) : Object.assign(new Error(message), { name });
}

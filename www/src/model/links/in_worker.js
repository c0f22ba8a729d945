/** The socket lives in a worker of its own: what the page does cannot hold it up. */
export class WorkerLink {
  #worker = new Worker(new URL('./socket_worker.js', import.meta.url), { type: 'module' });
  #calls = new Map();
  #lastCall = 0;

  constructor(onEvent) {
    this.#worker.onmessage = ({ data }) => (data.call ? this.#answer(data) : onEvent(data.event));
    this.#worker.onerror = ({ message }) => this.#fail(message || 'the worker could not be started');
  }

  /** Has the owner run a command; rejects with what it throws. */
  call(command, ...args) {
    return new Promise((resolve, reject) => {
      const call = ++this.#lastCall;
      this.#calls.set(call, { resolve, reject });
      this.#worker.postMessage({ call, command, args });
    });
  }

  end() {
    this.#worker.terminate();
  }

  #answer({ call, value, error }) {
    const { resolve, reject } = this.#calls.get(call);
    this.#calls.delete(call);
    if (error) reject(error.isDom ? new DOMException(error.message, error.name) : Object.assign(new TypeError(error.message), { name: error.name }));
    else resolve(value);
  }

  #fail(message) {
    for (const { reject } of this.#calls.values()) reject(new Error(message));
    this.#calls.clear();
  }
}

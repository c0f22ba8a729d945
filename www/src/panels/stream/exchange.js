import { WebSocketError } from 'websocket-wasm/stream';
import { chunksOf } from './chunks.js';
import { thereAndBack } from './example.js';

/** One run of the example. Reports to `progress`. */
export class Exchange {
  #stopping = new AbortController();
  #running;

  /** Throws the errors of the class. Calls `isSlow()` after each chunk. */
  constructor(url, blob, { chunkSize, receiveLimit, isSlow, progress }) {
    const source = chunksOf(blob, chunkSize, (bytes) => progress.handleSent(bytes));
    const take = async (chunk) => {
      progress.handleReceived(chunk.byteLength);
      if (isSlow() && !this.#stopping.signal.aborted) await rest();
    };
    this.#running = thereAndBack(url, source, take, { receiveLimit, signal: this.#stopping.signal });
  }

  /** Resolves to a sentence about a wanted end, and rejects with the error of any other. */
  async end() {
    const { socket, done } = this.#running;
    const { signal } = this.#stopping;
    const isDone = await done.then(
      () => true,
      () => false,
    );
    // Data that had arrived is still read after that, and may be all.
    if (isDone && !signal.aborted) return 'Done. All bytes came back.';
    if (signal.aborted && !(signal.reason instanceof WebSocketError)) return 'Aborted.';
    const { closeCode, reason } = await socket.closed;
    return `Closed: ${closeCode}${reason && ` “${reason}”`}.`;
  }

  abort() {
    this.#stop({});
  }

  /** Throws the errors of the class. */
  close(closeCode, reason) {
    const cause = new WebSocketError('', { closeCode, reason });
    this.#stop({ closeCode, reason }, cause);
  }

  /** Through the pipe, which ends the current write: Chromium's own class crashes if it closes during a write. */
  async #stop(closeInfo, cause) {
    const { socket, sent } = this.#running;
    this.#stopping.abort(cause);
    await sent.catch(() => {});
    // If the pipe had ended before.
    socket.close(closeInfo);
  }
}

const rest = () =>
  new Promise((resolve) => {
    setTimeout(resolve, REST_MS);
  });

const REST_MS = 50;

import { WebSocketError } from 'websocket-wasm/stream';
import { chunksOf } from './chunks.js';
import { thereAndBack } from './example.js';

/** One run of the example; what it sends and takes is told to `progress`. */
export class Exchange {
  #stopping = new AbortController();
  #running;

  /** Throws what the class throws. `isSlow()` is asked whenever a chunk has been taken. */
  constructor(url, blob, { chunkSize, receiveLimit, isSlow, progress }) {
    const source = chunksOf(blob, chunkSize, (bytes) => progress.handleSent(bytes));
    const take = async (chunk) => {
      progress.handleReceived(chunk.byteLength);
      if (isSlow() && !this.#stopping.signal.aborted) await rest();
    };
    this.#running = thereAndBack(url, source, take, { receiveLimit, signal: this.#stopping.signal });
  }

  /** Resolves to a sentence about the end where somebody wanted it, and rejects with what went wrong otherwise. */
  async end() {
    const { socket, done } = this.#running;
    const { signal } = this.#stopping;
    const isDone = await done.then(
      () => true,
      () => false,
    );
    // What had come already is taken after that, too, and may be all.
    if (isDone && !signal.aborted) return 'Done. All bytes came back.';
    if (signal.aborted && !(signal.reason instanceof WebSocketError)) return 'Aborted.';
    const { closeCode, reason } = await socket.closed;
    return `Closed: ${closeCode}${reason && ` “${reason}”`}.`;
  }

  abort() {
    this.#stop({});
  }

  /** Throws what the class throws. */
  close(closeCode, reason) {
    const cause = new WebSocketError('', { closeCode, reason });
    this.#stop({ closeCode, reason }, cause);
  }

  /** By way of the pipe, which ends the write under way: Chromium's own class crashes where it is closed meanwhile. */
  async #stop(closeInfo, cause) {
    const { socket, sent } = this.#running;
    this.#stopping.abort(cause);
    await sent.catch(() => {});
    // Where the pipe has ended before.
    socket.close(closeInfo);
  }
}

const rest = () =>
  new Promise((resolve) => {
    setTimeout(resolve, REST_MS);
  });

const REST_MS = 50;

import { chunksOf } from './chunks.js';
import { thereAndBack } from './example.js';

/** One run of the example; what it sends and takes is told to `progress`. */
export class Exchange {
  #stopping = new AbortController();
  #isEnding = false;
  #socket;
  #done;

  /** Throws what the class throws. `isSlow()` is asked whenever a chunk has been taken. */
  constructor(url, blob, { chunkSize, receiveLimit, isSlow, progress }) {
    const source = chunksOf(blob, chunkSize, (bytes) => progress.handleSent(bytes));
    const take = async (chunk) => {
      progress.handleReceived(chunk.byteLength);
      if (isSlow() && !this.#isEnding) await rest();
    };
    ({ socket: this.#socket, done: this.#done } = thereAndBack(url, source, take, { receiveLimit, signal: this.#stopping.signal }));
  }

  /** Resolves to a sentence about the end where somebody wanted it, and rejects with what went wrong otherwise. */
  async end() {
    try {
      await this.#done;
      return 'Done: all has come back.';
    } catch {
      if (this.#stopping.signal.aborted) return 'Aborted.';
      const { closeCode, reason } = await this.#socket.closed;
      return `Closed before all had come back: ${closeCode}${reason && ` “${reason}”`}.`;
    }
  }

  abort() {
    this.#isEnding = true;
    this.#stopping.abort();
  }

  /** Throws what the class throws. */
  close(closeCode, reason) {
    this.#socket.close({ closeCode, reason });
    this.#isEnding = true;
  }
}

const rest = () => new Promise((resolve) => { setTimeout(resolve, REST_MS); });

const REST_MS = 50;

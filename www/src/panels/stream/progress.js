import { setText } from '../../view/format.js';
import { formatBytes, formatDuration } from '../../view/units.js';
import { Counter } from './counter.js';

/** The progress of a run, shown several times a second until `end()`. */
export class Progress {
  #parts;
  #size;
  #sent = new Counter();
  #received = new Counter();
  #startedAt = performance.now();
  #timer = setInterval(() => this.#show((counter, now) => counter.rate(now)), SHOW_AGAIN_MS);

  /** `size`: the bytes that the run sends. */
  constructor(parts, size) {
    this.#parts = parts;
    this.#size = size;
  }

  handleSent(bytes) {
    this.#sent.add(bytes, performance.now());
  }

  handleReceived(bytes) {
    this.#received.add(bytes, performance.now());
  }

  /** Shows the figures of the whole run. */
  end() {
    clearInterval(this.#timer);
    this.#show((counter, now) => (counter.bytes * 1000) / Math.max(1, now - this.#startedAt));
  }

  #show(rateOf) {
    const now = performance.now();
    const [sent, received] = [this.#sent, this.#received];
    const { figures } = this.#parts;
    this.#parts.sent.value = sent.bytes / this.#size;
    this.#parts.received.value = received.bytes / this.#size;
    setText(figures.sent, `${formatBytes(sent.bytes)}, ${formatBytes(rateOf(sent, now))}/s`);
    setText(figures.received, `${formatBytes(received.bytes)}, ${formatBytes(rateOf(received, now))}/s`);
    setText(figures.onTheWay, `${sent.chunks - received.chunks} chunks, ${formatBytes(sent.bytes - received.bytes)}`);
    setText(figures.time, formatDuration(now - this.#startedAt));
  }
}

const SHOW_AGAIN_MS = 100;

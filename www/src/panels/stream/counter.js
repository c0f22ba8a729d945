/** Counts chunks, bytes, and the bytes of the last second. */
export class Counter {
  #recent = [];
  #recentBytes = 0;

  chunks = 0;
  bytes = 0;

  /** Adds a chunk: its bytes, and the time in milliseconds. */
  add(bytes, now) {
    this.chunks += 1;
    this.bytes += bytes;
    this.#recent.push({ bytes, at: now });
    this.#recentBytes += bytes;
    this.#forget(now);
  }

  /** Bytes in the second before `now`. */
  rate(now) {
    this.#forget(now);
    return this.#recentBytes;
  }

  #forget(now) {
    while (this.#recent.length > 0 && this.#recent[0].at <= now - SECOND)
      this.#recentBytes -= this.#recent.shift().bytes;
  }
}

const SECOND = 1000;

const SECOND = 1000;
const SECONDS_KEPT = 600;

/**
 * What there is to draw of a session, second by second: messages and bytes each way, the most that was buffered, the shortest
 * time from a message sent to the next one received, and the ready state at the end of it. Times are in milliseconds since the epoch.
 */
export class Metrics {
  /** `{ second, out, in, bufferedAmount, roundTrip, readyState }`, oldest first; seconds in which nothing was told are left out. */
  seconds = [];
  #unanswered = null;

  sent(time, bytes) {
    count(this.#at(time).out, bytes);
    this.#unanswered ??= time;
  }

  received(time, bytes) {
    const second = this.#at(time);
    count(second.in, bytes);
    if (this.#unanswered === null) return;
    second.roundTrip = Math.min(second.roundTrip ?? Infinity, time - this.#unanswered);
    this.#unanswered = null;
  }

  looked(time, { bufferedAmount, readyState }) {
    const second = this.#at(time);
    second.bufferedAmount = Math.max(second.bufferedAmount, bufferedAmount);
    second.readyState = readyState;
  }

  #at(time) {
    const second = Math.floor(time / SECOND);
    const last = this.seconds.at(-1);
    // Times of another thread may be a little behind.
    if (last && last.second >= second) return last;
    this.seconds.push({
      second, out: { messages: 0, bytes: 0 }, in: { messages: 0, bytes: 0 },
      bufferedAmount: 0, roundTrip: null, readyState: last?.readyState ?? null,
    });
    if (this.seconds.length > SECONDS_KEPT) this.seconds.shift();
    return this.seconds.at(-1);
  }
}

function count(way, bytes) {
  way.messages += 1;
  way.bytes += bytes;
}

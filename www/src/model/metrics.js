const SECOND = 1000;
const SECONDS_KEPT = 600;
const CHANGES_KEPT = 5000;
const OPEN = 1;

/**
 * What there is to draw of a session, second by second: messages and bytes each way, the most that was buffered, the shortest
 * time from a message sent to the next one received, and every change of the ready state. Times are in milliseconds since the
 * epoch.
 */
export class Metrics {
  /** `{ second, out, in, bufferedAmount, roundTrip }`, oldest first; seconds in which nothing was told are left out. */
  seconds = [];
  /** `{ time, readyState }`, oldest first. */
  changes = [];
  #unanswered = null;
  #buffered = 0;

  sent(time, bytes) {
    count(this.#at(time).out, bytes);
    this.#unanswered ??= time;
  }

  received(time, bytes) {
    const second = this.#at(time);
    count(second.in, bytes);
    // Reports of a worker may come late.
    if (this.#unanswered === null || time < this.#unanswered) return;
    second.roundTrip = Math.min(second.roundTrip ?? Infinity, time - this.#unanswered);
    this.#unanswered = null;
  }

  looked(time, { bufferedAmount, readyState }) {
    const second = this.#at(time);
    this.#buffered = bufferedAmount;
    second.bufferedAmount = Math.max(second.bufferedAmount, bufferedAmount);
    // A later connection does not answer for an earlier one.
    if (readyState !== OPEN) this.#unanswered = null;
    if (this.changes.at(-1)?.readyState === readyState) return;
    this.changes.push({ time, readyState });
    if (this.changes.length > CHANGES_KEPT) this.changes.shift();
  }

  /**
   * The last `length` whole seconds before `time`, as columns of equal length: `time` is each second's end, in seconds before
   * the end of the last one. In a second in which nothing was told nothing was exchanged, and the rest is null: not known.
   */
  columns(time, length) {
    const end = Math.floor(time / SECOND);
    const columns = Object.fromEntries(['time', ...Object.keys(COLUMNS)].map((name) => [name, []]));
    let index = this.seconds.findIndex(({ second }) => second >= end - length);
    for (let second = end - length; second < end; second += 1) {
      const told = this.seconds[index]?.second === second ? this.seconds[index++] : SILENCE;
      columns.time.push(second + 1 - end);
      for (const [name, read] of Object.entries(COLUMNS)) columns[name].push(read(told));
    }
    return columns;
  }

  /** The ready states in the same seconds, as `{ from, to, readyState }` without gaps, in the same measure of time. */
  states(time, length) {
    const end = Math.floor(time / SECOND);
    const states = [];
    this.changes.forEach(({ time: changed, readyState }, index) => {
      const from = Math.max(changed / SECOND - end, -length);
      const to = Math.min((this.changes[index + 1]?.time ?? Infinity) / SECOND - end, 0);
      if (from < to) states.push({ from, to, readyState });
    });
    return states;
  }

  #at(time) {
    const second = Math.floor(time / SECOND);
    const last = this.seconds.at(-1);
    // Times of another thread may be a little behind.
    if (last && last.second >= second) return last;
    this.seconds.push({
      second,
      out: { messages: 0, bytes: 0 },
      in: { messages: 0, bytes: 0 },
      bufferedAmount: this.#buffered,
      roundTrip: null,
    });
    if (this.seconds.length > SECONDS_KEPT) this.seconds.shift();
    return this.seconds.at(-1);
  }
}

function count(way, bytes) {
  way.messages += 1;
  way.bytes += bytes;
}

const COLUMNS = {
  messagesOut: ({ out }) => out.messages,
  messagesIn: (second) => second.in.messages,
  bytesOut: ({ out }) => out.bytes,
  bytesIn: (second) => second.in.bytes,
  bufferedAmount: ({ bufferedAmount }) => bufferedAmount,
  roundTrip: ({ roundTrip }) => roundTrip,
};

const SILENCE = {
  out: { messages: 0, bytes: 0 },
  in: { messages: 0, bytes: 0 },
  bufferedAmount: null,
  roundTrip: null,
};

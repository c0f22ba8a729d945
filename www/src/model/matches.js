/**
 * The entries of a journal that a filter lets through, oldest first. Each entry is looked at once, so that a new one costs the
 * same however many there are; a long journal is looked through in steps.
 */
export class Matches {
  /** The same array all the time, changed by `update` alone. */
  entries = [];
  /** How many have gone from its beginning since it is there. */
  dropped = 0;
  /** The id of the last entry to show, while the timeline is paused. */
  #until = Infinity;
  #lastSeen = 0;
  #journal;
  #filter;
  #isReading = false;

  constructor(journal, filter, until = Infinity) {
    this.#journal = journal;
    this.#filter = filter;
    this.#until = until;
  }

  /**
   * Catches up with the journal as long as `mayGoOn()` holds; returns whether it could. If a Blob has to be read first, it
   * could not, and `onRead` is called when it was.
   */
  update(mayGoOn = () => true, onRead = () => {}) {
    const { entries } = this.#journal;
    const first = entries[0]?.id ?? Infinity;
    this.#drop(first);
    // Ids follow each other without a gap.
    let at = Math.max(0, this.#lastSeen + 1 - first);
    for (let looked = 0; at < entries.length && entries[at].id <= this.#until; at += 1, looked += 1) {
      if (looked % STEP === STEP - 1 && !mayGoOn()) return false;
      const isShown = this.#filter.test(entries[at]);
      if (isShown === undefined) return this.#read(entries, at, onRead);
      if (isShown) this.entries.push(entries[at]);
      this.#lastSeen = entries[at].id;
    }
    return true;
  }

  /** Hides entries newer than the present ones, until `resume`. */
  pause() {
    this.#until = this.#journal.lastId;
  }

  resume() {
    this.#until = Infinity;
  }

  /** Whether a Blob is being read. */
  get isReading() {
    return this.#isReading;
  }

  /** The id of the last entry that is shown, Infinity if all are. */
  get until() {
    return this.#until;
  }

  get isPaused() {
    return this.#until !== Infinity;
  }

  /** How many entries have come since the pause began, and are there. */
  get waiting() {
    return this.isPaused ? Math.min(this.#journal.entries.length, this.#journal.lastId - this.#until) : 0;
  }

  #drop(first) {
    let count = 0;
    while (count < this.entries.length && this.entries[count].id < first) count += 1;
    if (count === 0) return;
    this.entries.splice(0, count);
    this.dropped += count;
  }

  #read(entries, at, onRead) {
    if (this.#isReading) return false;
    this.#isReading = true;
    const unread = entries.slice(at, at + READ_AT_ONCE).filter((entry) => this.#filter.test(entry) === undefined);
    Promise.all(unread.map((entry) => this.#filter.read(entry))).then(() => {
      this.#isReading = false;
      onRead();
    });
    return false;
  }
}

/** Entries between two looks at the clock. */
const STEP = 64;
const READ_AT_ONCE = 64;

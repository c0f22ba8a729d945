import { isMessage } from '../../model/preview.js';

/** Announces events in a live region, in summary: one sentence at a time for all events since the last. */
export class Announcer {
  #region;
  #lastId = 0;
  #counts = { in: 0, out: 0 };
  #events = [];
  #timer = null;

  constructor(region) {
    this.#region = region;
  }

  /** Entries from before `journal` was shown are no news. */
  begin(journal) {
    this.#lastId = journal.lastId;
    this.#forget();
  }

  /** Hears of the newest entries. */
  update({ entries, lastId }) {
    for (let at = Math.max(0, entries.length - (lastId - this.#lastId)); at < entries.length; at += 1)
      this.#hear(entries[at]);
    this.#lastId = lastId;
    if (this.#summary()) this.#timer ??= setTimeout(() => this.#tell(), PAUSE_MS);
  }

  /** Tells of something else, at once; the news wait until it was heard. */
  say(text) {
    this.#region.textContent = text;
    if (this.#timer === null) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#tell(), PAUSE_MS);
  }

  #hear(entry) {
    if (isMessage(entry)) this.#counts[entry.direction] += 1;
    else if (NEWS[entry.kind]) this.#events = [...this.#events.slice(1 - MOST_EVENTS), NEWS[entry.kind](entry)];
  }

  #tell() {
    const text = this.#summary();
    this.#forget();
    this.#region.textContent = text;
  }

  #summary() {
    /** @type {[word: string, count: number][]} */
    const counts = [
      ['received', this.#counts.in],
      ['sent', this.#counts.out],
    ];
    const messages = counts
      .filter(([, count]) => count > 0)
      .map(([word, count]) => `${word} ${count} ${count === 1 ? 'message' : 'messages'}`);
    return [...this.#events, ...messages].join('; ');
  }

  #forget() {
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#counts = { in: 0, out: 0 };
    this.#events = [];
  }
}

// The form that caused an exception announces it.
const NEWS = {
  open: () => 'connection open',
  error: ({ content }) => content,
  close: ({ content }) => `connection closed, ${content}`,
};
const MOST_EVENTS = 4;
/** Between two announcements: time to read one. */
const PAUSE_MS = 1500;

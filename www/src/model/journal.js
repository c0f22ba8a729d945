/**
 * What has happened, in order: the newest entries, and how many there ever were. Fires `change`.
 *
 * An entry is plain data:
 * `{ id, time, socket, direction: 'out' | 'in' | 'local', kind, size: number | null, content }`,
 * where out is what the page asked of the socket, in is what the socket fired, and local is what was thrown here.
 */
export class Journal extends EventTarget {
  #entries = [];
  #total = 0;
  #nextId = 1;

  /** Appends an entry and returns its id, which no other entry ever has. */
  add(entry) {
    const id = this.#nextId++;
    this.#total += 1;
    this.#entries.push({ id, time: Date.now(), size: null, content: '', ...entry });
    if (this.#entries.length > Journal.LIMIT) this.#entries.shift();
    this.#changed();
    return id;
  }

  /** Fills in what was not known when the entry was added; does nothing if it has left the journal. */
  amend(id, changes) {
    const index = this.#entries.findIndex((entry) => entry.id === id);
    if (index === -1) return;
    // Replaced, not written to: a view sees what is new by identity.
    this.#entries[index] = { ...this.#entries[index], ...changes };
    this.#changed();
  }

  clear() {
    this.#entries = [];
    this.#total = 0;
    this.#changed();
  }

  get entries() {
    return this.#entries;
  }

  get total() {
    return this.#total;
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }

  static LIMIT = 1000;
}

/**
 * The history of a session, in order: the newest entries, and the number of all entries. Fires `change`.
 *
 * An entry is plain data: `{ id, time, connection, direction, kind, size, data, content }`. `time` is in milliseconds since
 * the epoch, `connection` counts the session's connections, `direction` is 'out' for what the page asked of the socket, 'in' for
 * what the socket fired, and 'local' for what was thrown here. `kind` is 'text', 'ArrayBuffer', 'Blob' or a view's type for
 * messages, else 'connect', 'open', 'error', 'close', 'set' or 'exception'. `data` is the message itself, undefined if it is none
 * or is not kept any more; `size` its bytes, null if it is none; `content` what there is to read. `called` is only of 'connect':
 * `{ url, protocols }`.
 */
export class Journal extends EventTarget {
  #entries = [];
  #total = 0;
  #nextId = 1;
  #keptBytes = 0;
  /** Index of the first entry whose data is kept. */
  #firstKept = 0;

  /** Appends an entry and returns its id, which no other entry ever has. */
  add(entry) {
    const id = this.#nextId++;
    this.#total += 1;
    this.#entries.push({ id, size: null, data: undefined, content: '', ...entry });
    if (entry.data !== undefined) this.#keptBytes += entry.size;
    this.#letGo();
    this.#changed();
    return id;
  }

  clear() {
    this.#entries = [];
    this.#total = 0;
    this.#keptBytes = 0;
    this.#firstKept = 0;
    this.#changed();
  }

  get entries() {
    return this.#entries;
  }

  /** How many there were since it was cleared. */
  get total() {
    return this.#total;
  }

  /** The id of the newest entry there ever was; 0 before the first. Ids follow each other without a gap. */
  get lastId() {
    return this.#nextId - 1;
  }

  #letGo() {
    // Many at once: to take the first of many away costs as much as to take many.
    if (this.#entries.length >= Journal.LIMIT + Journal.LIMIT / 10) {
      const dropped = this.#entries.splice(0, this.#entries.length - Journal.LIMIT);
      for (const { data, size } of dropped) if (data !== undefined) this.#keptBytes -= size;
      this.#firstKept = Math.max(0, this.#firstKept - dropped.length);
    }
    while (this.#keptBytes > Journal.KEPT_BYTES && this.#firstKept < this.#entries.length - 1) {
      const entry = this.#entries[this.#firstKept++];
      if (entry.data !== undefined) this.#keptBytes -= entry.size;
      entry.data = undefined;
    }
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }

  /** Entries that are kept, and a tenth more before the oldest go. */
  static LIMIT = 100_000;
  /** Bytes of messages that are kept; the newest message always is. */
  static KEPT_BYTES = 256 * 1024 * 1024;
}

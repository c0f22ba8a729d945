import { InputError, parseHex } from './bytes.js';
import { bytesOf, isMessage } from './preview.js';

/**
 * Which entries of a journal are shown: those of a `direction` (as in the journal), of a `kind` (a key of KINDS) and with
 * `search` in them, each of them '' for any. Text is searched for without regard to case; in bytes it is its UTF-8, or the
 * bytes that it is in hex.
 */
export class Filter {
  #direction;
  #isKind;
  #text = null;
  #patterns = [];
  /** The results for Blobs. */
  #verdicts = new WeakMap();

  constructor({ direction = '', kind = '', search = '' } = {}) {
    this.#direction = direction;
    this.#isKind = KINDS[kind];
    this.isOpen = !direction && !kind && !search;
    if (!search) return;
    this.#text = new RegExp(search.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'iu');
    this.#patterns = [new TextEncoder().encode(search), ...hexOf(search)];
  }

  /** Whether an entry is shown; undefined while it is a Blob that has to be read first. */
  test(entry) {
    if (this.#direction && entry.direction !== this.#direction) return false;
    if (this.#isKind && !this.#isKind(entry)) return false;
    return this.#text === null || this.#finds(entry);
  }

  /** Reads a Blob as far as the search goes. `test` knows the result afterwards. */
  async read(entry) {
    let isFound = false;
    try {
      isFound = this.#hasPattern(new Uint8Array(await entry.data.slice(0, Filter.BLOB_BYTES).arrayBuffer()));
    } catch {
      /* What cannot be read has nothing to find. */
    }
    this.#verdicts.set(entry, isFound);
  }

  #finds(entry) {
    const { content, data } = entry;
    if (this.#text.test(content)) return true;
    if (data === undefined) return false;
    if (typeof data === 'string') return this.#text.test(data);
    return data instanceof Blob ? this.#verdicts.get(entry) : this.#hasPattern(bytesOf(data));
  }

  #hasPattern(bytes) {
    return this.#patterns.some((pattern) => hasBytes(bytes, pattern));
  }

  /** How much of a Blob is searched. */
  static BLOB_BYTES = 1024 * 1024;
}

/** The kinds that people choose from, by the name of the choice. */
export const KINDS = {
  messages: isMessage,
  text: ({ kind }) => kind === 'text',
  binary: (entry) => isMessage(entry) && entry.kind !== 'text',
  events: (entry) => !isMessage(entry),
};

function hexOf(search) {
  try {
    const bytes = parseHex(search);
    return bytes.length > 0 ? [bytes] : [];
  } catch (error) {
    if (error instanceof InputError) return [];
    throw error;
  }
}

function hasBytes(bytes, pattern) {
  const last = bytes.length - pattern.length;
  for (let at = bytes.indexOf(pattern[0]); at !== -1 && at <= last; at = bytes.indexOf(pattern[0], at + 1)) {
    if (pattern.every((byte, index) => bytes[at + index] === byte)) return true;
  }
  return false;
}

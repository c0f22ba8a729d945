// The events of a socket as a list of texts, so that a test can compare all of them at once.

/** Writes down every event of a socket, with its ready state at that moment, such as `close 3 1006 "" unclean`. */
export class Log {
  #waiting = [];
  entries = [];

  constructor(socket) {
    for (const type of ['open', 'message', 'error', 'close'])
      socket.addEventListener(type, (event) => this.write(entryOf(event)));
  }

  write(entry) {
    this.entries.push(entry);
    for (const check of [...this.#waiting]) check();
  }

  /** The entries, as soon as there are `count` that start with this word. */
  async until(word, count = 1) {
    return this.#when(() => this.entries.filter((entry) => entry.split(' ')[0] === word).length >= count);
  }

  /** The entries, as soon as there is one that starts in one of these ways. */
  async untilOneOf(...starts) {
    return this.#when(() => this.entries.some((entry) => starts.some((start) => entry.startsWith(start))));
  }

  async #when(isThere) {
    if (!isThere()) {
      await new Promise((resolve) => {
        this.#waiting.push(() => isThere() && resolve());
      });
    }
    return this.entries;
  }
}

function entryOf({ type, target, data, code, reason, wasClean }) {
  const start = `${type} ${target.readyState}`;
  if (type === 'message') return `${start} ${contentOf(data)}`;
  return type === 'close' ? `${start} ${code} ${JSON.stringify(reason)} ${wasClean ? 'clean' : 'unclean'}` : start;
}

function contentOf(data) {
  if (typeof data === 'string') return JSON.stringify(data);
  return data instanceof Blob ? `Blob ${data.size}` : `ArrayBuffer ${hex(data)}`;
}

/** Bytes in hexadecimal. */
export const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

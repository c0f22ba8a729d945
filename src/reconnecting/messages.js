// Messages on their way out: what is kept of them, and how long they are.

import { copyBytes, kindOf } from '../convert/values.js';
import { push } from './lists.js';
import { KIND_BLOB, KIND_OTHER } from './numbers.js';

/** A message as it is now, of what `send()` takes: what becomes of the page's buffers later makes no difference to it. */
export const copyOfMessage = (data) => {
  const kind = kindOf(data);
  if (kind === KIND_OTHER) return `${data}`;
  return typeof data === 'string' || kind === KIND_BLOB ? data : copyBytes(data, kind);
};

/** Messages under the keys that the policy gives them. It says which are sent and which are forgotten. */
export class Store {
  /** None before the first is put: most connections transmit what they are handed at once. */
  #messages;
  /** No message is kept under a key below this. */
  #first = 0;

  put(key, message) {
    this.#messages ??= { __proto__: null };
    this.#messages[key] = message;
  }

  get(key) {
    return this.#messages?.[key];
  }

  /** Forgets all messages with keys below this one. */
  forget(end) {
    if (!this.#messages) return;
    for (; this.#first < end; this.#first += 1) delete this.#messages[this.#first];
  }

  /** Takes out the messages from one key on, and below another. */
  take(first, end) {
    const taken = [];
    for (let key = first; key < end; key += 1) {
      push(taken, this.#messages[key]);
      delete this.#messages[key];
    }
    return taken;
  }
}

/** Beside its own bytes, a message in a row counts for so many. */
const BYTES_OF_ENTRY = 2 ** 12;

/** Messages in a row. */
export class Line {
  /** What they take, about. */
  bytes = 0;
  first;
  #last;

  /** `length` is that of a message which is no text: memory of the page may have another later. */
  add(message, length) {
    const entry = { message, length, next: undefined };
    if (this.#last) this.#last.next = entry;
    else this.first = entry;
    this.#last = entry;
    this.bytes += BYTES_OF_ENTRY + (length ?? message.length);
  }
}

// The host's streams, whatever a page makes of their prototypes.

import { whenAborted } from '../class/signal.js';
import { byteLength, kindOf } from '../convert/values.js';
import { findGetter, take, takeGetter, takeMethod, Uint8Array } from '../platform/captured.js';

const ReadableStream = take('ReadableStream');
const WritableStream = take('WritableStream');
const enqueue = takeMethod('ReadableStreamDefaultController', 'enqueue');
const closeReadable = takeMethod('ReadableStreamDefaultController', 'close');
const errorReadable = takeMethod('ReadableStreamDefaultController', 'error');
const roomOf = takeGetter('ReadableStreamDefaultController', 'desiredSize');
const errorWritable = takeMethod('WritableStreamDefaultController', 'error');
/** Undefined if the platform has none. */
const signalOf = findGetter('WritableStreamDefaultController', 'signal');

/** A ReadableStream of messages: up to `limit` bytes wait. */
export class Readable {
  stream;
  #controller;
  #limit;

  constructor(limit, cancel) {
    this.#limit = limit;
    const start = (controller) => {
      this.#controller = controller;
    };
    const size = (chunk) => byteLength(chunk, kindOf(chunk));
    this.stream = new ReadableStream(
      { __proto__: null, start, cancel },
      { __proto__: null, highWaterMark: limit, size },
    );
  }

  /** The bytes that nobody has read. */
  get unread() {
    return this.#limit - roomOf(this.#controller);
  }

  enqueue(data) {
    enqueue(this.#controller, typeof data === 'string' ? data : new Uint8Array(data));
  }

  close() {
    closeReadable(this.#controller);
  }

  error(reason) {
    errorReadable(this.#controller, reason);
  }
}

/** A WritableStream of messages. `aborting` is called with the reason as soon as it is to be aborted. */
export class Writable {
  stream;
  #controller;

  constructor({ write, close, abort, aborting }) {
    const start = (controller) => {
      this.#controller = controller;
      const signal = signalOf?.(controller);
      if (signal) whenAborted(signal, () => aborting(signal.reason));
    };
    this.stream = new WritableStream({ __proto__: null, start, write, close, abort });
  }

  error(reason) {
    errorWritable(this.#controller, reason);
  }
}

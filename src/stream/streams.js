// The host's streams, whatever a page makes of their prototypes.

import { whenAborted } from '../class/signal.js';
import { byteLength, kindOf } from '../convert/values.js';
import { findGetter, take, takeGetter, takeMethod, Uint8Array } from '../platform/captured.js';
import { whenHostSettles } from './promises.js';

const isView = take('ArrayBuffer', 'isView');
const ReadableStream = take('ReadableStream');
const WritableStream = take('WritableStream');
const enqueue = takeMethod('ReadableStreamDefaultController', 'enqueue');
const closeReadable = takeMethod('ReadableStreamDefaultController', 'close');
const errorReadable = takeMethod('ReadableStreamDefaultController', 'error');
const roomOf = takeGetter('ReadableStreamDefaultController', 'desiredSize');
const getReader = takeMethod('ReadableStream', 'getReader');
const read = takeMethod('ReadableStreamDefaultReader', 'read');
const cancelReader = takeMethod('ReadableStreamDefaultReader', 'cancel');
const closedOf = takeGetter('ReadableStreamDefaultReader', 'closed');
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
    enqueue(this.#controller, asBytes(data));
  }

  close() {
    closeReadable(this.#controller);
  }

  error(reason) {
    errorReadable(this.#controller, reason);
  }
}

/**
 * A ReadableStream of what another has, with its buffers as Uint8Array. It takes a chunk only for a read that waits: so the other's
 * source waits as before.
 */
export const withBytes = (readable) => {
  const reader = getReader(readable);
  const pass = (controller, { done, value }) => {
    if (done) closeReadable(controller);
    else enqueue(controller, asBytes(value));
  };
  const pull = (controller) => whenHostSettles(read(reader), (result) => pass(controller, result));
  const start = (controller) => {
    const passLast = (result) => {
      try {
        pass(controller, result);
      } catch {
        // What was closed already, or cancelled, cannot be closed.
      }
    };
    const error = (reason) => errorReadable(controller, reason);
    // `closed` may settle before the last chunk is passed on. A read that says `done` comes after that chunk.
    whenHostSettles(closedOf(reader), () => whenHostSettles(read(reader), passLast, error), error);
  };
  const cancel = (reason) => cancelReader(reader, reason);
  return new ReadableStream({ __proto__: null, start, pull, cancel }, { __proto__: null, highWaterMark: 0 });
};

const asBytes = (data) => (typeof data === 'string' || isView(data) ? data : new Uint8Array(data));

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

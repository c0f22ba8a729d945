// The connection of a WebSocketStream: tells the policy what happens, and does what it says. The page sees none of this.

import { drained } from '../class/drained.js';
import { listen } from '../class/events.js';
import { whenAborted } from '../class/signal.js';
import { kindOf, toText } from '../convert/values.js';
import { DOMException } from '../platform/captured.js';
import { closeInfoOf, errorOfConnection } from './error.js';
import * as numbers from './numbers.js';
import { deferred, whenSettled } from './promises.js';
import { Readable, Writable } from './streams.js';

/** One connection: its two promises, and the host's streams when it is established. */
export class Connection {
  url;
  #policy;
  #receiveLimit;
  #state = numbers.STATE_NEW;
  #opened = deferred();
  #closed = deferred();
  #socket;
  #readable;
  #writable;
  /** The write that waits for room. */
  #write;
  #writerClose;
  #stopWatching = () => {};

  constructor(policy, receiveLimit = policy.receive_limit()) {
    this.#policy = policy;
    this.#receiveLimit = receiveLimit;
  }

  get opened() {
    return this.#opened.promise;
  }

  get closed() {
    return this.#closed.promise;
  }

  /** Goes by what becomes of this socket, which is connecting. */
  follow(socket) {
    this.#socket = socket;
    this.url = socket.url;
    socket.binaryType = 'arraybuffer';
    listen(socket, 'open', () => this.#handleOpen());
    listen(socket, 'message', ({ data }) => this.#handleMessage(data));
    listen(socket, 'close', ({ code, reason, wasClean }) => {
      const event = wasClean ? numbers.EVENT_CLOSED_CLEANLY : numbers.EVENT_CLOSED_UNCLEANLY;
      this.#end(event, 'The connection was not closed cleanly.', code, reason);
    });
  }

  /** Fails when the signal is aborted before the connection is established. */
  watch(signal) {
    this.#stopWatching = whenAborted(signal, () => this.abort(signal.reason));
  }

  /** What an abort does, if the connection is not established yet. */
  abort(reason) {
    const effects = this.#handle(numbers.EVENT_SIGNAL_ABORTED);
    if (effects & numbers.EFFECT_REJECT_OPENED) this.#opened.reject(reason);
    if (effects & numbers.EFFECT_SETTLE_CLOSED) this.#closed.reject(reason);
    if (effects & numbers.EFFECT_CLOSE_SOCKET) this.#closeSocket({});
  }

  /** `close()` with a code and a reason that were checked. */
  close(info) {
    if (this.#handle(numbers.EVENT_CLOSE_CALLED) & numbers.EFFECT_CLOSE_SOCKET) this.#closeSocket(info);
  }

  #handle(event) {
    const effects = this.#policy.next_state(this.#state, event);
    this.#state = effects & numbers.STATE_MASK;
    return effects;
  }

  #handleOpen() {
    this.#stopWatching();
    if (!(this.#handle(numbers.EVENT_OPENED) & numbers.EFFECT_OPEN)) return;
    const { extensions, protocol } = this.#socket;
    this.#readable = new Readable(this.#receiveLimit, (reason) =>
      this.#closeUsing(numbers.EVENT_READER_CANCELLED, reason),
    );
    this.#writable = new Writable({
      write: (chunk) => this.#send(chunk),
      close: () => this.#closeWriter(),
      abort: (reason) => this.#closeUsing(numbers.EVENT_WRITER_ABORTED, reason),
      aborting: (reason) => this.#stopWriting(reason),
    });
    const { stream: readable } = this.#readable;
    const { stream: writable } = this.#writable;
    this.#opened.resolve({ extensions, protocol, readable, writable });
  }

  #handleMessage(data) {
    if (!(this.#handle(numbers.EVENT_RECEIVED) & numbers.EFFECT_DELIVER)) return;
    this.#readable.enqueue(data);
    if (this.#policy.is_too_much(this.#readable.unread, this.#receiveLimit)) {
      this.#end(
        numbers.EVENT_OVERFLOWED,
        `More than ${this.#receiveLimit} bytes of messages were not read: receiveLimit. The connection was failed.`,
        numbers.CODE_ABNORMAL,
        '',
      );
    }
  }

  #send(chunk) {
    // What cannot be converted errors the writable, and leaves the connection as it is.
    const kind = kindOf(chunk);
    const data = kind === numbers.KIND_BUFFER || kind === numbers.KIND_VIEW ? chunk : toText(chunk);
    if (!(this.#handle(numbers.EVENT_WRITE_STARTED) & numbers.EFFECT_SEND)) return undefined;
    this.#socket.send(data);
    if (this.#policy.is_full(this.#socket.bufferedAmount)) return this.#waitForRoom();
    this.#handle(numbers.EVENT_WRITE_FINISHED);
    return undefined;
  }

  #waitForRoom() {
    const waiting = deferred();
    this.#write = waiting;
    const finish = () => {
      if (this.#socket.readyState !== numbers.READY_STATE_OPEN) this.#handle(numbers.EVENT_PEER_STARTED_CLOSING);
      if (this.#handle(numbers.EVENT_WRITE_FINISHED) & numbers.EFFECT_RESOLVE_WRITE) waiting.resolve();
    };
    // If the connection ends first, its end settles the write.
    whenSettled(drained(this.#socket, { __proto__: null, below: this.#policy.send_room() }), finish, () => {});
    return waiting.promise;
  }

  // A writable is not aborted before the write that is under way has ended: the one that waits for room must not wait for a
  // server that reads nothing.
  #stopWriting(reason) {
    if (this.#handle(numbers.EVENT_WRITER_ABORTING) & numbers.EFFECT_REJECT_WRITE) this.#write.reject(reason);
  }

  #closeWriter() {
    this.#writerClose = deferred();
    this.#closeUsing(numbers.EVENT_WRITER_CLOSED);
    return this.#writerClose.promise;
  }

  // Only a WebSocketError tells the peer something, and only what an application may say.
  #closeUsing(event, reason) {
    if (this.#handle(event) & numbers.EFFECT_CLOSE_SOCKET) this.#closeSocket(closeInfoOf(reason));
  }

  /** @param {{ code?: number, reason?: string }} info */
  #closeSocket({ code, reason }) {
    try {
      this.#socket?.close(code, reason);
    } catch {
      this.#socket.close();
    }
  }

  #end(event, message, code, reason) {
    const effects = this.#handle(event);
    if (!(effects & numbers.EFFECT_SETTLE_CLOSED)) return;
    this.#stopWatching();
    const error = effects & numbers.EFFECT_COMPLETE ? undefined : errorOfConnection(message, code, reason);
    if (effects & numbers.EFFECT_REJECT_OPENED) {
      this.#opened.reject(errorOfConnection('The connection was closed before it was established.', null, ''));
    }
    this.#endStreams(effects, error);
    if (error) this.#closed.reject(error);
    else this.#closed.resolve({ closeCode: code, reason });
    if (effects & numbers.EFFECT_CLOSE_SOCKET) this.#closeSocket({});
  }

  #endStreams(effects, error) {
    const isClean = effects & numbers.EFFECT_CLEAN;
    if (effects & numbers.EFFECT_RESOLVE_WRITE) this.#write.resolve();
    if (effects & numbers.EFFECT_END_READABLE) {
      if (isClean) this.#readable.close();
      else this.#readable.error(error);
    }
    if (effects & numbers.EFFECT_END_WRITABLE) {
      const reason = isClean
        ? new DOMException('A WebSocketStream that is closed cannot be written to.', 'InvalidStateError')
        : error;
      this.#writable.error(reason);
      this.#write?.reject(reason);
    }
    if (effects & numbers.EFFECT_SETTLE_WRITER_CLOSE) {
      if (error) this.#writerClose.reject(error);
      else this.#writerClose.resolve();
    }
  }
}

// The connection of a WebSocketStream: tells the policy what happens, and does what it says.
import { getterOf, methodOf } from '../captured.js';
import { drained } from '../drained.js';
import { listen } from '../events.js';
import { whenAborted } from '../options.js';
import { byteLength, kindOf, toText } from '../values.js';
import { closeInfoOf, errorOfConnection } from './error.js';
import { deferred, then } from './promises.js';

const { DOMException, ReadableStream, Uint8Array, WritableStream } = globalThis;
const { prototype: source } = globalThis.ReadableStreamDefaultController;
const enqueue = methodOf(source.enqueue);
const closeReadable = methodOf(source.close);
const errorReadable = methodOf(source.error);
const roomOf = getterOf(Reflect.getOwnPropertyDescriptor(source, 'desiredSize').get);
const errorWritable = methodOf(globalThis.WritableStreamDefaultController.prototype.error);

/** Numbers of `Event` in the policy. */
const OPENED = 0;
const SIGNAL_ABORTED = 1;
const CLOSE_CALLED = 2;
const READER_CANCELLED = 3;
const WRITER_CLOSED = 4;
const WRITER_ABORTED = 5;
const WRITE_STARTED = 6;
const WRITE_FINISHED = 7;
const RECEIVED = 8;
const OVERFLOWED = 9;
const PEER_STARTED_CLOSING = 10;
const CLOSED_CLEANLY = 11;
const CLOSED_UNCLEANLY = 12;

/** Bits of `Effects` in the policy, above the state. */
const OPEN = 1 << 8;
const SEND = 1 << 9;
const RESOLVE_WRITE = 1 << 10;
const DELIVER = 1 << 11;
const REJECT_OPENED = 1 << 12;
const END_READABLE = 1 << 13;
const END_WRITABLE = 1 << 14;
const SETTLE_WRITER_CLOSE = 1 << 15;
const SETTLE_CLOSED = 1 << 16;
const CLOSE_SOCKET = 1 << 17;
const CLEAN = 1 << 18;
const COMPLETE = 1 << 19;

const BUFFER = 2;
const VIEW = 3;
const ABNORMAL = 1006;
const READY_STATE_OPEN = 1;

/** One connection: its two promises, and the host's streams when it is established. The page sees none of this. */
export class Connection {
  url;
  opened = deferred();
  closed = deferred();
  #policy;
  #receiveLimit;
  #state = 0;
  #socket;
  #source;
  #sink;
  /** The write that waits for room. */
  #write;
  #writerClose;
  #stopWatching = () => {};

  constructor(policy, receiveLimit = policy.receive_limit()) {
    this.#policy = policy;
    this.#receiveLimit = receiveLimit;
  }

  /** Goes by what becomes of this socket, which is connecting. */
  follow(socket) {
    this.#socket = socket;
    this.url = socket.url;
    socket.binaryType = 'arraybuffer';
    listen(socket, 'open', () => this.#handleOpen());
    listen(socket, 'message', ({ data }) => this.#handleMessage(data));
    listen(socket, 'close', ({ code, reason, wasClean }) => (
      this.#end(wasClean ? CLOSED_CLEANLY : CLOSED_UNCLEANLY, 'The connection was not closed cleanly.', code, reason)
    ));
  }

  /** Fails when the signal is aborted before the connection is established. */
  watch(signal) {
    this.#stopWatching = whenAborted(signal, () => this.abort(signal.reason));
  }

  /** What an abort does, if the connection is not established yet. */
  abort(reason) {
    const effects = this.#handle(SIGNAL_ABORTED);
    if (effects & REJECT_OPENED) this.opened.reject(reason);
    if (effects & SETTLE_CLOSED) this.closed.reject(reason);
    if (effects & CLOSE_SOCKET) this.#closeSocket({});
  }

  /** `close()` with a code and a reason that were checked. */
  close(info) {
    if (this.#handle(CLOSE_CALLED) & CLOSE_SOCKET) this.#closeSocket(info);
  }

  #handle(event) {
    const effects = this.#policy.next_state(this.#state, event);
    this.#state = effects & 0xff;
    return effects;
  }

  #handleOpen() {
    this.#stopWatching();
    if (!(this.#handle(OPENED) & OPEN)) return;
    const readable = new ReadableStream({
      __proto__: null,
      start: (controller) => { this.#source = controller; },
      cancel: (reason) => this.#closeUsing(READER_CANCELLED, reason),
    }, { __proto__: null, highWaterMark: this.#receiveLimit, size: (chunk) => byteLength(chunk, kindOf(chunk)) });
    const writable = new WritableStream({
      __proto__: null,
      start: (controller) => { this.#sink = controller; },
      write: (chunk) => this.#send(chunk),
      close: () => {
        this.#writerClose = deferred();
        this.#closeUsing(WRITER_CLOSED);
        return this.#writerClose.promise;
      },
      abort: (reason) => this.#closeUsing(WRITER_ABORTED, reason),
    });
    const { extensions, protocol } = this.#socket;
    this.opened.resolve({ extensions, protocol, readable, writable });
  }

  #handleMessage(data) {
    if (!(this.#handle(RECEIVED) & DELIVER)) return;
    enqueue(this.#source, typeof data === 'string' ? data : new Uint8Array(data));
    const limit = this.#receiveLimit;
    if (this.#policy.is_too_much(limit - roomOf(this.#source), limit)) {
      this.#end(OVERFLOWED, `More than ${limit} bytes of messages were not read: receiveLimit. The connection was failed.`, ABNORMAL, '');
    }
  }

  #send(chunk) {
    // What cannot be converted errors the writable, and leaves the connection as it is.
    const kind = kindOf(chunk);
    const data = kind === BUFFER || kind === VIEW ? chunk : toText(chunk);
    if (!(this.#handle(WRITE_STARTED) & SEND)) return undefined;
    const socket = this.#socket;
    socket.send(data);
    if (this.#policy.is_full(socket.bufferedAmount)) return this.#waitForRoom();
    this.#handle(WRITE_FINISHED);
    return undefined;
  }

  #waitForRoom() {
    const write = deferred();
    this.#write = write;
    const finish = () => {
      if (this.#socket.readyState !== READY_STATE_OPEN) this.#handle(PEER_STARTED_CLOSING);
      if (this.#handle(WRITE_FINISHED) & RESOLVE_WRITE) write.resolve();
    };
    // Where the connection ends first, its end settles the write.
    then(drained(this.#socket, { __proto__: null, below: this.#policy.send_room() }), finish, () => {});
    return write.promise;
  }

  // Only a WebSocketError tells the peer something, and only what an application may say.
  #closeUsing(event, reason) {
    if (this.#handle(event) & CLOSE_SOCKET) this.#closeSocket(closeInfoOf(reason));
  }

  #closeSocket({ code, reason }) {
    const socket = this.#socket;
    try {
      socket?.close(code, reason);
    } catch {
      socket.close();
    }
  }

  #end(event, message, code, reason) {
    const effects = this.#handle(event);
    if (!(effects & SETTLE_CLOSED)) return;
    this.#stopWatching();
    const error = effects & COMPLETE ? undefined : errorOfConnection(message, code, reason);
    if (effects & REJECT_OPENED) this.opened.reject(errorOfConnection('The connection was closed before it was established.', null, ''));
    this.#endStreams(effects, error);
    if (error) this.closed.reject(error);
    else this.closed.resolve({ closeCode: code, reason });
    if (effects & CLOSE_SOCKET) this.#closeSocket({});
  }

  #endStreams(effects, error) {
    if (effects & RESOLVE_WRITE) this.#write.resolve();
    if (effects & END_READABLE) {
      if (effects & CLEAN) closeReadable(this.#source);
      else errorReadable(this.#source, error);
    }
    if (effects & END_WRITABLE) {
      const reason = effects & CLEAN ? new DOMException('A WebSocketStream that is closed cannot be written to.', 'InvalidStateError') : error;
      errorWritable(this.#sink, reason);
      this.#write?.reject(reason);
    }
    if (effects & SETTLE_WRITER_CLOSE) {
      if (error) this.#writerClose.reject(error);
      else this.#writerClose.resolve();
    }
  }
}

// The connection of a WebSocketStream: tells the policy what happens, and does what it says.

import { drained } from '../class/drained.js';
import { listen } from '../class/events.js';
import { whenAborted } from '../class/signal.js';
import { byteLength, kindOf, toText } from '../convert/values.js';
import { DOMException, findGetter, take, takeGetter, takeMethod, Uint8Array } from '../platform/captured.js';
import { closeInfoOf, errorOfConnection } from './error.js';
import { deferred, then } from './promises.js';

const ReadableStream = take('ReadableStream');
const WritableStream = take('WritableStream');
const enqueue = takeMethod('ReadableStreamDefaultController', 'enqueue');
const closeReadable = takeMethod('ReadableStreamDefaultController', 'close');
const errorReadable = takeMethod('ReadableStreamDefaultController', 'error');
const roomOf = takeGetter('ReadableStreamDefaultController', 'desiredSize');
const errorWritable = takeMethod('WritableStreamDefaultController', 'error');
/** Undefined if the platform has none. */
const signalOf = findGetter('WritableStreamDefaultController', 'signal');

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
const WRITER_ABORTING = 13;

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
const REJECT_WRITE = 1 << 20;

const BUFFER = 2;
const VIEW = 3;
const ABNORMAL = 1006;
const READY_STATE_OPEN = 1;

/** One connection: its two promises, and the host's streams when it is established. The page sees none of this. */
export const newConnection = (Policy, receiveLimit = Policy.receive_limit()) => {
  const opened = deferred();
  const closed = deferred();
  let state = 0;
  let socket;
  /** Of the two streams. */
  let readableController;
  let writableController;
  /** The write that waits for room. */
  let write;
  let writerClose;
  let stopWatching = () => {};

  const connection = {
    url: undefined,
    opened: opened.promise,
    closed: closed.promise,

    /** Goes by what becomes of this socket, which is connecting. */
    follow(made) {
      socket = made;
      connection.url = socket.url;
      socket.binaryType = 'arraybuffer';
      listen(socket, 'open', handleOpen);
      listen(socket, 'message', ({ data }) => handleMessage(data));
      listen(socket, 'close', ({ code, reason, wasClean }) =>
        end(wasClean ? CLOSED_CLEANLY : CLOSED_UNCLEANLY, 'The connection was not closed cleanly.', code, reason),
      );
    },

    /** Fails when the signal is aborted before the connection is established. */
    watch(signal) {
      stopWatching = whenAborted(signal, () => connection.abort(signal.reason));
    },

    /** What an abort does, if the connection is not established yet. */
    abort(reason) {
      const effects = handle(SIGNAL_ABORTED);
      if (effects & REJECT_OPENED) opened.reject(reason);
      if (effects & SETTLE_CLOSED) closed.reject(reason);
      if (effects & CLOSE_SOCKET) closeSocket({});
    },

    /** `close()` with a code and a reason that were checked. */
    close(info) {
      if (handle(CLOSE_CALLED) & CLOSE_SOCKET) closeSocket(info);
    },
  };
  return connection;

  function handle(event) {
    const effects = Policy.next_state(state, event);
    state = effects & 0xff;
    return effects;
  }

  function handleOpen() {
    stopWatching();
    if (!(handle(OPENED) & OPEN)) return;
    const readable = new ReadableStream(
      {
        __proto__: null,
        start: (controller) => {
          readableController = controller;
        },
        cancel: (reason) => closeUsing(READER_CANCELLED, reason),
      },
      { __proto__: null, highWaterMark: receiveLimit, size: (chunk) => byteLength(chunk, kindOf(chunk)) },
    );
    const writable = new WritableStream({
      __proto__: null,
      start: followWriter,
      write: send,
      close: () => {
        writerClose = deferred();
        closeUsing(WRITER_CLOSED);
        return writerClose.promise;
      },
      abort: (reason) => closeUsing(WRITER_ABORTED, reason),
    });
    const { extensions, protocol } = socket;
    opened.resolve({ extensions, protocol, readable, writable });
  }

  // A writable is not aborted before the write that is under way has ended: the one that waits for room must not wait for a
  // server that reads nothing.
  function followWriter(controller) {
    writableController = controller;
    const signal = signalOf?.(controller);
    if (signal)
      whenAborted(signal, () => {
        if (handle(WRITER_ABORTING) & REJECT_WRITE) write.reject(signal.reason);
      });
  }

  function handleMessage(data) {
    if (!(handle(RECEIVED) & DELIVER)) return;
    enqueue(readableController, typeof data === 'string' ? data : new Uint8Array(data));
    if (Policy.is_too_much(receiveLimit - roomOf(readableController), receiveLimit)) {
      end(
        OVERFLOWED,
        `More than ${receiveLimit} bytes of messages were not read: receiveLimit. The connection was failed.`,
        ABNORMAL,
        '',
      );
    }
  }

  function send(chunk) {
    // What cannot be converted errors the writable, and leaves the connection as it is.
    const kind = kindOf(chunk);
    const data = kind === BUFFER || kind === VIEW ? chunk : toText(chunk);
    if (!(handle(WRITE_STARTED) & SEND)) return undefined;
    socket.send(data);
    if (Policy.is_full(socket.bufferedAmount)) return waitForRoom();
    handle(WRITE_FINISHED);
    return undefined;
  }

  function waitForRoom() {
    const waiting = deferred();
    write = waiting;
    const finish = () => {
      if (socket.readyState !== READY_STATE_OPEN) handle(PEER_STARTED_CLOSING);
      if (handle(WRITE_FINISHED) & RESOLVE_WRITE) waiting.resolve();
    };
    // Where the connection ends first, its end settles the write.
    then(drained(socket, { __proto__: null, below: Policy.send_room() }), finish, () => {});
    return waiting.promise;
  }

  // Only a WebSocketError tells the peer something, and only what an application may say.
  function closeUsing(event, reason) {
    if (handle(event) & CLOSE_SOCKET) closeSocket(closeInfoOf(reason));
  }

  function closeSocket({ code, reason }) {
    try {
      socket?.close(code, reason);
    } catch {
      socket.close();
    }
  }

  function end(event, message, code, reason) {
    const effects = handle(event);
    if (!(effects & SETTLE_CLOSED)) return;
    stopWatching();
    const error = effects & COMPLETE ? undefined : errorOfConnection(message, code, reason);
    if (effects & REJECT_OPENED)
      opened.reject(errorOfConnection('The connection was closed before it was established.', null, ''));
    endStreams(effects, error);
    if (error) closed.reject(error);
    else closed.resolve({ closeCode: code, reason });
    if (effects & CLOSE_SOCKET) closeSocket({});
  }

  function endStreams(effects, error) {
    if (effects & RESOLVE_WRITE) write.resolve();
    if (effects & END_READABLE) {
      if (effects & CLEAN) closeReadable(readableController);
      else errorReadable(readableController, error);
    }
    if (effects & END_WRITABLE) {
      const reason =
        effects & CLEAN
          ? new DOMException('A WebSocketStream that is closed cannot be written to.', 'InvalidStateError')
          : error;
      errorWritable(writableController, reason);
      write?.reject(reason);
    }
    if (effects & SETTLE_WRITER_CLOSE) {
      if (error) writerClose.reject(error);
      else writerClose.resolve();
    }
  }
};

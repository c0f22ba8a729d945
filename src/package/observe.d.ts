/**
 * Tells of every socket that the class makes, also those of libraries: for measuring, error trackers and tests.
 *
 * @module websocket-wasm/observe
 */
import type { CloseSummary, WebSocket } from './index.js';
import type { Blob, Disposable } from './platform.js';

/**
 * Observes every socket that this package's class makes from now on, in this window or worker: by `new WebSocket()`, by a subclass, by a
 * library after `install()`, and those of `ReconnectingWebSocket` and of this package's `WebSocketStream`.
 *
 * A callback is called when something has been counted, as `inspect()` counts: before the page's own listeners, and after
 * `send()` has handed a message to the browser. Nothing that a callback throws reaches the page's code: it is reported as an error of a
 * listener is. Events, their order and exceptions stay as they are.
 *
 * An observed socket that is open is not garbage-collected. A socket that nobody observes costs nothing.
 *
 * @param callbacks - What to call; all of them are optional.
 * @returns What puts an end to it.
 * @throws TypeError if an argument cannot be converted to its type, or `sample` is negative or NaN.
 */
export declare function observe(callbacks: ObserverCallbacks, options?: ObserveOptions): Observation;

/** What is called. Each observer gets records of its own: plain objects, that `postMessage()` takes. */
export interface ObserverCallbacks {
  /** A socket has been made. `socket` is for those who want to do something with it, such as to close it. */
  created?(record: SocketRecord, socket: WebSocket): void;
  /** The connection is established. */
  opened?(record: SocketRecord, socket: WebSocket): void;
  /** A message was handed to the browser. */
  sent?(record: MessageRecord, socket: WebSocket): void;
  /** A message has come in; the page's listeners are called next. */
  received?(record: MessageRecord, socket: WebSocket): void;
  /** The connection has ended, or could not be established. The last record of a socket. */
  closed?(record: CloseRecord, socket: WebSocket): void;
}

/** Which sockets are observed, and how closely. */
export interface ObserveOptions {
  /**
   * Whether the records of messages have their content. Default: false, since it may be private.
   *
   * Bytes are copied, so that they stay what they were.
   */
  content?: boolean;
  /** Called once for each new socket with its URL: whether it is observed. If it throws, it is not. Default: all are. */
  filter?(url: string): boolean;
  /** The share of the sockets that is observed, chosen at random: 0 to 1. Default: 1. */
  sample?: number;
}

/** What puts an end to an observer: `stop()`, or the end of the block with `using`, if the engine has `Symbol.dispose`. */
export interface Observation extends Disposable {
  /** Nothing is told any more; a socket that nobody else observes is let go. Does nothing the second time. */
  stop(): void;
}

/** What all records tell. */
export interface BaseRecord {
  /** Counts the observed sockets of this window or worker, from 1: the same in all records of a socket. */
  id: number;
  /** The serialised URL. It may hold a token. */
  url: string;
  /** The subprotocol in use; `""` until the connection is established, and if there is none. */
  protocol: string;
  /** When it happened, by `performance.now()`. */
  time: number;
}

/** A socket was made, or its connection was established. */
export interface SocketRecord extends BaseRecord {
  /** Which of the two. */
  type: 'created' | 'opened';
}

/** A message. */
export interface MessageRecord extends BaseRecord {
  /** Always the same. */
  type: 'message';
  /** Who has sent it: the page, or the server. */
  direction: 'sent' | 'received';
  /** Of which kind it is. */
  kind: 'text' | 'binary';
  /** Its bytes of application data: text in UTF-8, no framing. */
  bytes: number;
  /** The content, if it was asked for: text as a string, bytes as an `ArrayBuffer` or, as the page has them, as a `Blob`. */
  content?: string | ArrayBuffer | Blob;
}

/** The end of a connection. */
export interface CloseRecord extends BaseRecord, CloseSummary {
  /** Always the same. */
  type: 'closed';
  /** What the code means, in a few words, such as `"going away"`. 1006 is `"connection lost"` or `"never opened"`. */
  meaning: string;
}

/**
 * A WebSocket that comes back.
 *
 * @module websocket-wasm/reconnecting
 */
import type { Traffic, WebSocket } from './index.js';
import type {
  AbortSignal,
  AddOptions,
  AnyListener,
  BinaryType,
  Blob,
  BufferSource,
  CloseEvent,
  Event,
  MessageEvent,
  RemoveOptions,
  URL,
} from './platform.js';
import { EventTarget } from './platform.js';
import type { HostClass } from './wrap-host.js';

/** The argument of the functions that are called for an attempt. */
export interface AttemptDetails {
  /** Which attempt in a row to connect again: 0 for the first connection, and after one that was stable. */
  readonly attempt: number;
  /** How the latest connection ended; undefined before. A server can say with its code that a token has expired. */
  readonly closeEvent: CloseEvent | undefined;
  /** Aborted when nobody waits for the result any more; undefined in a runtime without AbortController. */
  readonly signal: AbortSignal;
}

/** A value, or a function that makes one for each attempt. If it throws or rejects, the attempt has failed. */
export type Provider<T> = T | ((details: AttemptDetails) => T | PromiseLike<T>);

/** Subprotocols, as the plain class takes them. */
export type Protocols = string | Iterable<string> | undefined;

/**
 * A WebSocket that connects again when its connection ends, until `close()`.
 *
 * It has the members, constants and events of a `WebSocket`; for each connection its events come in the order of the
 * standard. The events of a connection are the browser's own, with this object as their target. If the browser fires `error` and never
 * `close` (WebKit, for a port that it blocks), `close` (1006) is fired a second later.
 *
 * `readyState` is `CONNECTING` from the first attempt, and again from each `reconnecting` event or call of `reconnect()`, until a
 * connection is established; `CLOSED` while `error` and `close` are fired, and after `close()` or `giveup`.
 */
export declare class ReconnectingWebSocket extends EventTarget {
  /**
   * Starts to connect, unless `startClosed`: at once, or in a microtask if the URL or the subprotocols come from a function.
   *
   * @param url - The server, or a function that is called before each attempt and returns it.
   * @param protocols - Subprotocols, a function that returns them, or the options.
   * @param options - The options, if the second argument is the subprotocols.
   * @throws TypeError if an argument or option cannot be converted, RangeError if a number is out of its range.
   * @throws DOMException named `SyntaxError` if neither `url` nor `protocols` is a function, and the plain class refuses them.
   */
  constructor(
    url: Provider<string | URL>,
    protocols?: Provider<Protocols> | ReconnectingOptions,
    options?: ReconnectingOptions,
  );

  /** `readyState` while there is no connection, and one is to come. */
  static readonly CONNECTING: 0;
  /** `readyState` while messages can be exchanged. */
  static readonly OPEN: 1;
  /** `readyState` while a connection is being closed. */
  static readonly CLOSING: 2;
  /** `readyState` while `error` and `close` are fired, and when no other attempt will be made. */
  static readonly CLOSED: 3;
  /** The same as `ReconnectingWebSocket.CONNECTING`. */
  readonly CONNECTING: 0;
  /** The same as `ReconnectingWebSocket.OPEN`. */
  readonly OPEN: 1;
  /** The same as `ReconnectingWebSocket.CLOSING`. */
  readonly CLOSING: 2;
  /** The same as `ReconnectingWebSocket.CLOSED`. */
  readonly CLOSED: 3;

  /** The serialised URL of the latest connection; `""` before the first. */
  readonly url: string;
  /** One of the four constants. */
  readonly readyState: 0 | 1 | 2 | 3;
  /** Bytes that wait here, and those that the connection has not transmitted yet. */
  readonly bufferedAmount: number;
  /** The extensions of the connection; `""` while there is none. */
  readonly extensions: string;
  /** The subprotocol of the connection; `""` while there is none. */
  readonly protocol: string;
  /** Kept from one connection to the next. */
  binaryType: BinaryType;

  /** Attempts to connect again in a row, including the current one; 0 after a connection has lasted for `stableTime`. */
  readonly attempts: number;
  /** The sum of all `undelivered` events so far. */
  readonly undelivered: Traffic;

  /** Handler of `open`: a connection is established. */
  onopen: ((this: this, event: Event) => any) | null;
  /** Handler of `message`: a message has arrived. */
  onmessage: ((this: this, event: MessageEvent) => any) | null;
  /** Handler of `error`: an attempt or a connection failed; `close` follows. */
  onerror: ((this: this, event: Event) => any) | null;
  /** Handler of `close`: a connection or an attempt ended. */
  onclose: ((this: this, event: CloseEvent) => any) | null;
  /** Handler of `reconnecting`: another attempt will be made. */
  onreconnecting: ((this: this, event: ReconnectingEvent) => any) | null;
  /** Handler of `giveup`: no other attempt will be made. */
  ongiveup: ((this: this, event: GiveUpEvent) => any) | null;
  /** Handler of `overflow`: messages did not fit into the queue. */
  onoverflow: ((this: this, event: OverflowEvent) => any) | null;
  /** Handler of `undelivered`: messages had not left when a connection ended. */
  onundelivered: ((this: this, event: UndeliveredEvent) => any) | null;

  /**
   * Sends a message. Without a connection it waits in the queue, in the order of the calls. After `close()` it is dropped, and
   * counts in `bufferedAmount` until `reconnect()`, as in the standard. The bytes are copied: a later change of a buffer is not
   * sent.
   *
   * @throws TypeError as the plain class does.
   * @throws DOMException named `QuotaExceededError` if the queue is full and `overflow` is `"error"`; nothing changes.
   */
  send(data: string | BufferSource | Blob): void;

  /**
   * Closes the connection after everything that was sent before, and opens no other until `reconnect()`. Without a connection,
   * the queue is reported as `undelivered`, and `error` and `close` (1006) are fired in a task, as by a WebSocket that is
   * connecting.
   *
   * @throws DOMException as the plain class does, in every state.
   */
  close(code?: number, reason?: string): void;

  /**
   * Connects in any state: at once while it waits for the next attempt, and after `close()` or `giveup`. An open connection is
   * closed first, with `code` and `reason`, so that messages stay in order. The attempts count from 0 again.
   *
   * @throws DOMException as `close()` does.
   */
  reconnect(code?: number, reason?: string): void;

  /**
   * Takes out all messages that wait, in their order: to give them to another socket. They count as neither sent nor undelivered.
   */
  takeQueued(): Array<string | ArrayBuffer | Blob>;

  /**
   * As EventTarget's own. A listener that is added by `EventTarget.prototype.addEventListener.call(socket, …)` gets only events that a
   * script dispatches at this object.
   */
  addEventListener<K extends keyof ReconnectingEventMap>(
    type: K,
    listener: (this: this, event: ReconnectingEventMap[K]) => any,
    options?: AddOptions,
  ): void;
  addEventListener(type: string, listener: AnyListener, options?: AddOptions): void;
  /** As EventTarget's own. */
  removeEventListener<K extends keyof ReconnectingEventMap>(
    type: K,
    listener: (this: this, event: ReconnectingEventMap[K]) => any,
    options?: RemoveOptions,
  ): void;
  removeEventListener(type: string, listener: AnyListener, options?: RemoveOptions): void;
}

/** The events by type. */
export interface ReconnectingEventMap {
  /** A connection is established. */
  open: Event;
  /** A message has arrived. */
  message: MessageEvent;
  /** An attempt or a connection failed. */
  error: Event;
  /** A connection or an attempt ended. */
  close: CloseEvent;
  /** Another attempt will be made. */
  reconnecting: ReconnectingEvent;
  /** No other attempt will be made. */
  giveup: GiveUpEvent;
  /** Messages did not fit into the queue. */
  overflow: OverflowEvent;
  /** Messages had not left when a connection ended. */
  undelivered: UndeliveredEvent;
}

export default ReconnectingWebSocket;

/** The options; times are in milliseconds. */
export interface ReconnectingOptions {
  /** Subprotocols, or a function that returns them. Not together with subprotocols as the second argument. */
  protocols?: Provider<Protocols>;
  /** The longest delay before the first retry. Default: 2000 ms. */
  firstDelay?: number;
  /** The factor by which the delay grows with each retry, at least 1. Default: 3. */
  growth?: number;
  /** The longest delay before any retry. Default: 20,000 ms. */
  maxDelay?: number;
  /** The random part of each delay, from 0 to 1. Default: 0.75, so a delay is anything from a quarter of the longest to the longest. */
  jitter?: number;
  /** The most retries in a row. Default: Infinity. Retries made early because the page became visible do not count. */
  maxAttempts?: number;
  /** Called before each retry with its number. Return `false` to give up; any other value continues. An error it throws is reported, and the retry is made. */
  shouldReconnect?: (event: CloseEvent, attempt: number) => boolean;
  /** How long a connection must stay open before the attempt counter resets. Default: 5000 ms. */
  stableTime?: number;
  /**
   * Returns the delay before this retry, in milliseconds, instead of `firstDelay`, `growth`, `maxDelay` and `jitter`. Infinity waits for
   * `reconnect()`, the network or the page. An error that it throws is reported, and the numbers decide. Default: none.
   */
  delay?: (attempt: number, event: CloseEvent) => number;
  /** How long an attempt may take. In Firefox, longer after failures by what Firefox holds back: 400 ms to a minute. Default: 10,000 ms. */
  connectTimeout?: number;
  /** How long the functions for URL and subprotocols may take before an attempt, and `greeting` after it. They are called again when the network or the page returns. Default: `connectTimeout`. */
  providerTimeout?: number;
  /**
   * Returns what each connection sends before anything else, such as a login: one message, an array of them, or nothing. `open` and the
   * queue wait for it. It is never queued and never reported as `undelivered`. If it throws, rejects or takes too long, the connection
   * is given up, with the cause `"provider"`. Default: none.
   */
  greeting?: (details: AttemptDetails) => Greeting | PromiseLike<Greeting>;
  /** How long closing may make no progress. Default: 5000 ms. A second `close()` or `reconnect()` in a later task, or the signal, ends it at once. */
  closeTimeout?: number;
  /** Finds out that the server is gone. Default: off. */
  heartbeat?: HeartbeatOptions;
  /** The most bytes that wait while there is no connection. Default: 16 MiB. */
  maxQueuedBytes?: number;
  /** The most messages that wait. Default: Infinity. */
  maxQueuedMessages?: number;
  /** What happens if a message does not fit: `send()` throws, the oldest messages are dropped, or this one is. Default: `"error"`. */
  overflow?: 'error' | 'drop-oldest' | 'drop-newest';
  /** A retry that the return of the network or of the page brings forward is made at a random time within this one, so that clients who share a network do not all come at once. Default: 500 ms. */
  returnJitter?: number;
  /** What happens while the page is hidden. */
  hidden?: {
    /**
     * How long the page may be hidden before its connection is closed, in milliseconds. `reconnecting` is fired then, with the cause
     * `"hidden"`, and the next connection is made when the page is visible again. Default: Infinity.
     */
    closeAfter?: number;
  };
  /** For each connection, as in the plain class. Default: Infinity. */
  highWaterMark?: number;
  /** When it is aborted, `close()` is called. Default: none. */
  signal?: AbortSignal;
  /** Connects only when `reconnect()` is called, and queues messages until then. Default: false. */
  startClosed?: boolean;
  /**
   * The class that this instance connects with, such as that of `ws`: it is wrapped as by `wrapHost()`, so the events are not trusted.
   * With the browser's own class, or the class of this package, nothing changes. Default: the class that the plain class connects with.
   */
  WebSocket?: HostClass;
}

/**
 * How a dead server is detected; times are in milliseconds. A dead connection is abandoned: `error` and `close` (1006) are fired at once.
 * A timer that rings much too late (after sleep, in the background) is no evidence that the server is dead: it gets another probe.
 * In a hidden tab, Chromium rings timers once a minute after five minutes: probes come later than `interval` says.
 */
export interface HeartbeatOptions {
  /** How long after the last sign of life `payload` is sent. Default: 30,000 ms. */
  interval?: number;
  /** How long after that another sign of life must come. Default: 10,000 ms. */
  timeout?: number;
  /** Returns the message to send. Without it nothing is sent, and the connection is abandoned after both times in silence. */
  payload?: () => string | BufferSource | Blob;
  /** Whether a message is a sign of life. Default: every message is. */
  isAlive?: (event: MessageEvent) => boolean;
  /** Whether a message is hidden from the page, such as the answer to `payload`. Default: none is. */
  isAnswer?: (event: MessageEvent) => boolean;
}

/** The result of `greeting`: one message, several, or none. */
export type Greeting = string | BufferSource | Blob | ReadonlyArray<string | BufferSource | Blob> | null | undefined;

/** The options of {@link request}. */
export interface RequestOptions {
  /** Whether a message is the answer. An error that it throws rejects the promise. */
  isAnswer: (event: MessageEvent) => boolean;
  /** How long to wait for the answer, in milliseconds. Default: Infinity. */
  timeout?: number;
  /** When it is aborted, the promise is rejected with its reason. Default: none. */
  signal?: AbortSignal;
}

/**
 * Sends a message, and resolves to the event of the message that is its answer. For sockets of the plain class, too.
 *
 * Rejected with an error that has `code`, `reason` and `wasClean` if the connection ends first; with one named `TimeoutError`, or with
 * what `send()` throws. A message that waits in the queue waits for the next connection. Nothing is sent twice.
 */
export declare function request(
  socket: WebSocket | ReconnectingWebSocket,
  data: string | BufferSource | Blob,
  options: RequestOptions,
): Promise<MessageEvent>;

/** Why there is no connection. */
export type Cause =
  /** The connection was closed or lost. */
  | 'closed'
  /** It could not be established, or not in time. */
  | 'failed'
  /** The server showed no sign of life. */
  | 'heartbeat'
  /** `url`, `protocols` or `greeting` threw, rejected or took too long, or returned a value that the plain class refuses. */
  | 'provider'
  /** The page is hidden, for longer than `hidden.closeAfter`. */
  | 'hidden';

/** Another attempt will be made. Its type is `reconnecting`. */
export interface ReconnectingEvent extends Event {
  /** Which attempt in a row: 1 after a connection that was stable. */
  readonly attempt: number;
  /**
   * When it will be made, in milliseconds from now. Infinity while the browser reports that it is offline: then it is made when the
   * browser is online again; a server on the same machine is not waited for. Also Infinity while the page is hidden for longer than
   * `hidden.closeAfter`, until it is seen. Browsers can be wrong about that, so retries that do not count are made meanwhile, at most `maxDelay`
   * apart, and the event is fired again for each.
   */
  readonly delay: number;
  /** Why there is no connection. */
  readonly cause: Cause;
  /** The error of `url`, `protocols` or `greeting`, if that is the cause. */
  readonly error: unknown;
}

/** No other attempt will be made until `reconnect()`. Its type is `giveup`. The queue stays as it is. */
export interface GiveUpEvent extends Event {
  /** How many attempts were made in a row. */
  readonly attempts: number;
  /** Why there is no connection. */
  readonly cause: Cause;
  /** The error of `url`, `protocols` or `greeting`, if that is the cause. */
  readonly error: unknown;
}

/** The messages that did not fit into the queue since the last such event. Its type is `overflow`; it is fired in a microtask. */
export interface OverflowEvent extends Event, Readonly<Traffic> {
  /** The option `overflow`. */
  readonly policy: 'error' | 'drop-oldest' | 'drop-newest';
}

/**
 * Messages that had not left the browser's buffer or our queue when the connection ended, or when it was closed for good. Its type is
 * `undelivered`; it follows the `close` event. They are not sent again. Messages that had left the buffer may be lost as well.
 *
 * If the connection did not end but was abandoned (`heartbeat`, `closeTimeout`), the browser may still transmit them if the network
 * returns within seconds. WebKit reports no bytes once it has them: there, only messages from our queue are reported.
 */
export interface UndeliveredEvent extends Event, Readonly<Traffic> {
  /**
   * The messages in the order of the calls, as they would have been transmitted; the first one may have been in part.
   *
   * A buffer that was sent over an open connection while nobody listened for this event is not copied: its bytes are those that the page's
   * memory has when the event is fired. `messages` and `bytes` are those of the calls.
   */
  readonly data: ReadonlyArray<string | ArrayBuffer | Blob>;
}

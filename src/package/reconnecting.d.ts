/**
 * A WebSocket that comes back.
 *
 * @packageDocumentation
 */
import type { Traffic } from './index.js';
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

/** A value, or what makes it anew for each attempt. What throws or rejects counts as a failed attempt. */
export type Provider<T> = T | (() => T | PromiseLike<T>);

/** Subprotocols, as the plain class takes them. */
export type Protocols = string | Iterable<string> | undefined;

/**
 * A WebSocket that connects again when its connection ends, until `close()`.
 *
 * It has the members, constants and events of a `WebSocket`; for each connection its events come in the order of the
 * standard. Events are dispatched by script, so not trusted. Where the browser fires `error` and never `close` (WebKit, for a port that it
 * blocks), `close` (1006) is fired a second later.
 *
 * `readyState` is `CONNECTING` from the first attempt, and again from each `reconnecting` event or call of `reconnect()`, until a
 * connection is established; `CLOSED` while `error` and `close` are fired, and after `close()` or `giveup`.
 */
export declare class ReconnectingWebSocket extends EventTarget {
  /**
   * Starts to connect, unless `startClosed`: at once where neither URL nor subprotocols come from a function, which would be called in a
   * microtask.
   *
   * @param url - The server, or a function that makes it, asked anew for each attempt.
   * @param protocols - Subprotocols, a function that makes them, or all options.
   * @param options - The options, where the second argument has the subprotocols.
   * @throws TypeError where an argument or option cannot be converted, RangeError where a number is out of its range.
   * @throws DOMException named `SyntaxError` where neither `url` nor `protocols` is a function, and the plain class refuses them.
   */
  constructor(
    url: Provider<string | URL>,
    protocols?: Provider<Protocols> | ReconnectingOptions,
    options?: ReconnectingOptions,
  );

  static readonly CONNECTING: 0;
  static readonly OPEN: 1;
  static readonly CLOSING: 2;
  static readonly CLOSED: 3;
  readonly CONNECTING: 0;
  readonly OPEN: 1;
  readonly CLOSING: 2;
  readonly CLOSED: 3;

  /** The serialised URL of the latest connection; `""` before the first. */
  readonly url: string;
  /** One of the four constants. */
  readonly readyState: 0 | 1 | 2 | 3;
  /** Bytes that wait here, and those that the connection has not transmitted yet. */
  readonly bufferedAmount: number;
  readonly extensions: string;
  readonly protocol: string;
  /** Kept from one connection to the next. */
  binaryType: BinaryType;

  /** Attempts to connect again in a row, with the one that is waited for or being made; 0 once a connection has lasted for `stableTime`. */
  readonly attempts: number;
  /** What `undelivered` events have told, since the object was made. */
  readonly undelivered: Traffic;

  onopen: ((this: this, event: Event) => any) | null;
  onmessage: ((this: this, event: MessageEvent) => any) | null;
  onerror: ((this: this, event: Event) => any) | null;
  onclose: ((this: this, event: CloseEvent) => any) | null;
  onreconnecting: ((this: this, event: ReconnectingEvent) => any) | null;
  ongiveup: ((this: this, event: GiveUpEvent) => any) | null;
  onoverflow: ((this: this, event: OverflowEvent) => any) | null;
  onundelivered: ((this: this, event: UndeliveredEvent) => any) | null;

  /**
   * Sends a message. While there is no connection it waits in the queue: the order of the calls stays. After `close()` it is
   * dropped, and counts in `bufferedAmount`, as in the standard, until `reconnect()`. What is kept is a copy: changing a buffer
   * afterwards changes nothing.
   *
   * @throws TypeError as the plain class does.
   * @throws DOMException named `QuotaExceededError` where the queue is full and `overflow` is `"error"`; nothing changes.
   */
  send(data: string | BufferSource | Blob): void;

  /**
   * Ends it: what was sent goes out if there is a connection, then the connection is closed, and no other is opened until
   * `reconnect()`. What waits in the queue without a connection is reported as `undelivered`. Without a connection `error` and
   * `close` (1006) are fired in a task, as a WebSocket does that is connecting.
   *
   * @throws DOMException as the plain class does, in every state.
   */
  close(code?: number, reason?: string): void;

  /**
   * Connects, whatever the state: at once while it waits for the next attempt, and after `close()` or `giveup`. A connection that there
   * is is closed first (with `code` and `reason`), so that the order of messages stays. The count of attempts begins anew.
   *
   * @throws DOMException as `close()` does.
   */
  reconnect(code?: number, reason?: string): void;

  addEventListener<K extends keyof ReconnectingEventMap>(
    type: K,
    listener: (this: this, event: ReconnectingEventMap[K]) => any,
    options?: AddOptions,
  ): void;
  addEventListener(type: string, listener: AnyListener, options?: AddOptions): void;
  removeEventListener<K extends keyof ReconnectingEventMap>(
    type: K,
    listener: (this: this, event: ReconnectingEventMap[K]) => any,
    options?: RemoveOptions,
  ): void;
  removeEventListener(type: string, listener: AnyListener, options?: RemoveOptions): void;
}

/** The events by type. */
export interface ReconnectingEventMap {
  open: Event;
  message: MessageEvent;
  error: Event;
  close: CloseEvent;
  reconnecting: ReconnectingEvent;
  giveup: GiveUpEvent;
  overflow: OverflowEvent;
  undelivered: UndeliveredEvent;
}

export default ReconnectingWebSocket;

/** The options; times are in milliseconds. */
export interface ReconnectingOptions {
  /** Subprotocols, or a function that makes them. Not beside a second argument with subprotocols. */
  protocols?: Provider<Protocols>;
  /** The longest delay before the first attempt to connect again; 1,000. */
  firstDelay?: number;
  /** By what it grows with each attempt, at least 1; 2. */
  growth?: number;
  /** The longest delay before any; 30,000. */
  maxDelay?: number;
  /** Which part of each delay is random, 0 to 1; 1, so that a delay is anything from 0 to the longest. */
  jitter?: number;
  /** So many attempts to connect again in a row; Infinity. Those made because the page was seen again before their time do not count. */
  maxAttempts?: number;
  /** Asked before each attempt to connect again, which is the `attempt`th in a row; `false` gives up, nothing else does. What it throws is reported, and counts as true. */
  shouldReconnect?: (event: CloseEvent, attempt: number) => boolean;
  /** So long a connection has to last for the count of attempts to begin anew; 5,000. */
  stableTime?: number;
  /** How long an attempt may take, and before it how long providers may take; each 10,000. */
  connectTimeout?: number;
  /** How long closing may make no progress; 5,000. A second `close()` or `reconnect()` in a later task, or the signal, does not wait. */
  closeTimeout?: number;
  /** Finds out that the server is gone; by default off. */
  heartbeat?: HeartbeatOptions;
  /** The most bytes that wait while there is no connection; 16 MiB. */
  maxQueuedBytes?: number;
  /** The most messages that wait; Infinity. */
  maxQueuedMessages?: number;
  /** What happens to a message that would be too much: `send()` throws, or the oldest ones or this one are dropped; `"error"`. */
  overflow?: 'error' | 'drop-oldest' | 'drop-newest';
  /** Of each connection, as in the plain class; Infinity. */
  highWaterMark?: number;
  /** When it is aborted, `close()` is called. */
  signal?: AbortSignal;
  /** Connects only when `reconnect()` is called, and queues meanwhile; false. */
  startClosed?: boolean;
}

/**
 * How a dead server is found; times are in milliseconds. A dead connection is let go: `error` and `close` (1006) are fired at once. A timer
 * that comes much too late (after sleep, in the background) is not held against the server: it gets another probe and `timeout`.
 */
export interface HeartbeatOptions {
  /** So long after the last sign of life `payload` is sent; 30,000. */
  interval?: number;
  /** So long after that there has to be another one; 10,000. */
  timeout?: number;
  /** Makes the message to send; without it nothing is sent, and the connection is given up after both times in silence. */
  payload?: () => string | BufferSource | Blob;
  /** Whether a message is a sign of life; by default every message is. */
  isAlive?: (event: MessageEvent) => boolean;
  /** Whether the page does not get a message, such as the answer to `payload`; by default it gets all. */
  isAnswer?: (event: MessageEvent) => boolean;
}

/** Why there is no connection. */
export type Cause =
  /** The connection was closed or lost. */
  | 'closed'
  /** It could not be established, or not in time. */
  | 'failed'
  /** The server showed no sign of life. */
  | 'heartbeat'
  /** `url` or `protocols` threw or rejected, or gave what the plain class refuses. */
  | 'provider';

/** Another attempt will be made. Its type is `reconnecting`. */
export interface ReconnectingEvent extends Event {
  /** Which attempt in a row: 1 after a connection that was stable. */
  readonly attempt: number;
  /**
   * When it will be made, in milliseconds from now; Infinity while the browser says that it is offline: when it is online again.
   * Browsers are wrong about that at times, so attempts are made meanwhile about every `maxDelay`, which do not count; the event is
   * fired again for each.
   */
  readonly delay: number;
  readonly cause: Cause;
  /** What the provider threw, where that is the cause. */
  readonly error: unknown;
}

/** No other attempt will be made until `reconnect()`. Its type is `giveup`. What waits in the queue stays there. */
export interface GiveUpEvent extends Event {
  /** How many were made in a row. */
  readonly attempts: number;
  readonly cause: Cause;
  readonly error: unknown;
}

/** Messages that the queue had no room for since the last such event. Its type is `overflow`; it is fired in a microtask. */
export interface OverflowEvent extends Event, Readonly<Traffic> {
  readonly policy: 'error' | 'drop-oldest' | 'drop-newest';
}

/**
 * Messages that had not left the browser's or our queue when the connection ended, or when it was closed for good. Its type is
 * `undelivered`; it follows the `close` event. They are not sent again. What had left it may be lost as well.
 *
 * Where the connection did not end but was given up (`heartbeat`, `closeTimeout`), the browser may still transmit them, should the
 * network be back within seconds. WebKit tells of no bytes once it has them: there only what waits in our queue is reported.
 */
export interface UndeliveredEvent extends Event, Readonly<Traffic> {
  /** The messages in the order of the calls, as they would have been transmitted; the first one may have been in part. */
  readonly data: ReadonlyArray<string | ArrayBuffer | Blob>;
}

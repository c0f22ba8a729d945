/**
 * One connection for all tabs of an origin, in a SharedWorker.
 *
 * @module websocket-wasm/shared
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
import type {
  GiveUpEvent,
  Greeting,
  ReconnectingEvent,
  ReconnectingOptions,
  UndeliveredEvent,
} from './reconnecting.js';

/** A worker that runs `dist/shared.worker.js`: a SharedWorker, or a Worker. */
export type WorkerOfConnection =
  | { readonly port: { postMessage(message: any, transfer: any[]): void } }
  | { postMessage(message: any, transfer: any[]): void };

/** The worker, or a function that starts it: it is called when the tab joins, and again when the worker was lost. */
export type SharedWorkerSource = WorkerOfConnection | undefined | (() => WorkerOfConnection | undefined);

/** The argument of the functions that are called in a tab for an attempt. */
export interface SharedAttemptDetails {
  /** Which attempt in a row to connect again: 0 for the first connection, and after one that was stable. */
  readonly attempt: number;
  /** How the latest connection ended; undefined before. */
  readonly closeEvent: { readonly code: number; readonly reason: string; readonly wasClean: boolean } | undefined;
}

/** A value, or a function that is called in one of the tabs for each attempt: in one that is visible, if there is one. */
export type SharedProvider<T> = T | ((details: SharedAttemptDetails) => T | PromiseLike<T>);

/**
 * A tab's part of a connection that all tabs of the origin have together. The connection is a `ReconnectingWebSocket` in the worker.
 *
 * It has the members, constants and events of a `WebSocket`. Each tab gets every message from its `open` on, in order. What a tab sends
 * keeps its order. `binaryType`, listeners and `bufferedAmount` are each tab's own.
 *
 * A tab that the browser freezes or keeps in its back/forward cache is told nothing meanwhile. When it is back, it gets what has arrived, in
 * order, up to `receiveLimit`; a `missed` event tells, at its place in the order, how much it does not get.
 *
 * The events are made in the tab: they are not trusted.
 */
export declare class SharedWebSocket extends EventTarget {
  /**
   * Joins the connection with this key, or starts it.
   *
   * Options that the worker refuses, and options that differ from those of another tab, are reported: `error` is fired with an `error` that
   * says which, then `close` (1006).
   *
   * @param worker - A function that returns the page's own `new SharedWorker(…)` of `dist/shared.worker.js`, or that worker itself: then no
   * other can be started if it is lost. If it is undefined, as in a browser that has no SharedWorker, the tab has a connection of its own.
   * @param url - The server, or a function that is called in one of the tabs before each attempt and returns it.
   * @throws TypeError if `worker` is no worker, if an argument or an option of the tab cannot be converted, or if the URL is a function and
   * there is no `key`.
   * @throws DOMException named `SyntaxError` if `url` is a text that is no URL of a server, or has a fragment.
   * @throws whatever the function `worker` throws.
   */
  constructor(worker: SharedWorkerSource, url: SharedProvider<string | URL>, options?: SharedOptions);

  /** `readyState` while there is no connection, and one is to come. */
  static readonly CONNECTING: 0;
  /** `readyState` while messages can be exchanged. */
  static readonly OPEN: 1;
  /** `readyState` from `close()` on, until this tab has left. */
  static readonly CLOSING: 2;
  /** `readyState` while `error` and `close` are fired, and when no other attempt will be made. */
  static readonly CLOSED: 3;
  /** The same as `SharedWebSocket.CONNECTING`. */
  readonly CONNECTING: 0;
  /** The same as `SharedWebSocket.OPEN`. */
  readonly OPEN: 1;
  /** The same as `SharedWebSocket.CLOSING`. */
  readonly CLOSING: 2;
  /** The same as `SharedWebSocket.CLOSED`. */
  readonly CLOSED: 3;

  /** Whether the connection is in a worker: false if none was given. */
  readonly isShared: boolean;
  /** The serialised URL of the latest connection; `""` before the first. */
  readonly url: string;
  /** One of the four constants. */
  readonly readyState: 0 | 1 | 2 | 3;
  /** Bytes that this tab has sent, and that are not known to be transmitted. */
  readonly bufferedAmount: number;
  /** The extensions of the latest connection. */
  readonly extensions: string;
  /** The subprotocol of the latest connection. */
  readonly protocol: string;
  /** The type of `data` for binary messages in this tab. */
  binaryType: BinaryType;
  /** The sum of all `missed` events so far. */
  readonly missed: Traffic;
  /** The sum of all `undelivered` events so far. */
  readonly undelivered: Traffic;

  /** Handler of `open`: a connection is established, or there was one when this tab joined. */
  onopen: ((this: this, event: Event) => any) | null;
  /** Handler of `message`: a message has arrived. */
  onmessage: ((this: this, event: MessageEvent) => any) | null;
  /** Handler of `error`: an attempt or a connection failed, or the worker has refused this tab; `close` follows. */
  onerror: ((this: this, event: SharedErrorEvent) => any) | null;
  /** Handler of `close`: a connection or an attempt ended, or this tab has left. */
  onclose: ((this: this, event: CloseEvent) => any) | null;
  /** Handler of `reconnecting`: another attempt will be made. */
  onreconnecting: ((this: this, event: ReconnectingEvent) => any) | null;
  /** Handler of `giveup`: no other attempt will be made. */
  ongiveup: ((this: this, event: GiveUpEvent) => any) | null;
  /** Handler of `undelivered`: messages of this tab had not left when a connection ended, or were lost with the worker. */
  onundelivered: ((this: this, event: UndeliveredEvent) => any) | null;
  /** Handler of `missed`: messages have arrived that this tab does not get. */
  onmissed: ((this: this, event: MissedEvent) => any) | null;

  /**
   * Sends a message. Without a connection it waits in the tab. After `close()` it is dropped, and counts in `bufferedAmount`.
   *
   * @throws TypeError as the plain class does.
   * @throws DOMException named `QuotaExceededError` if there is no connection and more than `maxQueuedBytes` of this tab would wait.
   */
  send(data: string | BufferSource | Blob): void;

  /**
   * Leaves: this tab gets nothing more, and what it has sent is still transmitted. If no other tab is left, the connection is closed after
   * `linger`, with `code` and `reason`. A second call in a later task does not wait for the worker's answer.
   *
   * @throws DOMException as the plain class does.
   */
  close(code?: number, reason?: string): void;

  /**
   * Has the connection made anew, for all tabs; after `close()`, this tab joins again.
   *
   * @throws DOMException as `close()` does.
   */
  reconnect(code?: number, reason?: string): void;

  /** As EventTarget's own. */
  addEventListener<K extends keyof SharedEventMap>(
    type: K,
    listener: (this: this, event: SharedEventMap[K]) => any,
    options?: AddOptions,
  ): void;
  addEventListener(type: string, listener: AnyListener, options?: AddOptions): void;
  /** As EventTarget's own. */
  removeEventListener<K extends keyof SharedEventMap>(
    type: K,
    listener: (this: this, event: SharedEventMap[K]) => any,
    options?: RemoveOptions,
  ): void;
  removeEventListener(type: string, listener: AnyListener, options?: RemoveOptions): void;
}

export default SharedWebSocket;

/** The events by type. */
export interface SharedEventMap {
  /** A connection is established. */
  open: Event;
  /** A message has arrived. */
  message: MessageEvent;
  /** An attempt or a connection failed, or the worker has refused this tab. */
  error: SharedErrorEvent;
  /** A connection or an attempt ended, or this tab has left. */
  close: CloseEvent;
  /** Another attempt will be made. */
  reconnecting: ReconnectingEvent;
  /** No other attempt will be made. */
  giveup: GiveUpEvent;
  /** Messages of this tab had not left when a connection ended, or are not known to have left when the worker was lost. */
  undelivered: UndeliveredEvent;
  /** Messages have arrived that this tab does not get. */
  missed: MissedEvent;
}

/** An attempt or a connection failed, or the worker has refused this tab. Its type is `error`. */
export interface SharedErrorEvent extends Event {
  /** Why this tab was refused; undefined for a failure of the network. */
  readonly error: Error | undefined;
}

/**
 * Messages that have arrived while this tab was away, or too busy to take them, and did not fit into `receiveLimit`. Its type is `missed`.
 *
 * If the worker was lost, nobody knows what it had for this tab: both numbers are `NaN`.
 */
export interface MissedEvent extends Event, Readonly<Traffic> {}

/** The options of the connection, the same in all tabs: those of a `ReconnectingWebSocket` that a worker can have. Times are in milliseconds. */
export interface SharedConnectionOptions
  extends Pick<
    ReconnectingOptions,
    | 'firstDelay'
    | 'growth'
    | 'maxDelay'
    | 'jitter'
    | 'maxAttempts'
    | 'stableTime'
    | 'connectTimeout'
    | 'providerTimeout'
    | 'closeTimeout'
    | 'returnJitter'
  > {
  /** Subprotocols, or a function that is called in one of the tabs and returns them. */
  protocols?: SharedProvider<string | Iterable<string> | undefined>;
  /** Called in one of the tabs: what each connection sends before anything else. */
  greeting?: (details: SharedAttemptDetails) => Greeting | PromiseLike<Greeting>;
  /** Finds out that the server is gone. Default: off. */
  heartbeat?: {
    /** How long after the last sign of life `payload` is sent. Default: 30,000 ms. */
    interval?: number;
    /** How long after that another sign of life must come. Default: 10,000 ms. */
    timeout?: number;
    /** The message to send. Without it nothing is sent. */
    payload?: string;
    /** The message that answers it: it is hidden from the tabs. */
    answer?: string;
  };
  /** How long the connection is kept after the last tab has left, such as during a navigation. Default: 1000 ms. */
  linger?: number;
  /** How long a tab may say nothing before it is asked for a sign of life. Default: 10,000 ms. */
  pingInterval?: number;
  /** How long it may take to answer. After that, what arrives is held for it. Default: 5000 ms. */
  pingTimeout?: number;
  /** How long a tab that is away keeps the connection, and is held anything for. Default: 60,000 ms. */
  awayTimeout?: number;
  /** How long a tab may take to answer when one of its functions is called, before another tab is asked. Default: 3000 ms. */
  answerTimeout?: number;
}

/** The options of one tab, and those of the connection. */
export interface SharedOptions extends SharedConnectionOptions {
  /** Tabs with the same key share a connection. Default: the URL; needed if that is a function. */
  key?: string;
  /** The most bytes that are held for this tab, or wait in its port, before it misses any. Each message counts 32 bytes more. Default: 16 MiB. */
  receiveLimit?: number;
  /** The most bytes of this tab that wait while there is no connection. Default: 16 MiB. */
  maxQueuedBytes?: number;
  /** How long messages are collected before the tab is given them together, in milliseconds. Default: 0, not at all. */
  batch?: number;
  /** When it is aborted, `close()` is called. Default: none. */
  signal?: AbortSignal;
}

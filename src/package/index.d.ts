/**
 * The WHATWG WebSocket class with a Rust core: the same, exact behaviour in every engine.
 *
 * @packageDocumentation
 */

import type {
  AbortSignal,
  BinaryType,
  Blob,
  BufferSource,
  EventTarget,
  HostWebSocket,
  HostWebSocketClass,
  URL,
} from './platform.js';

/**
 * A connection to a WebSocket server.
 *
 * Every instance is one of the browser's own sockets too: events are trusted, developer tools show the connection.
 *
 * @see https://websockets.spec.whatwg.org/#the-websocket-interface
 */
// A class, and an interface merged into it: the compiler is lenient enough about a class's constructor to take the
// browser's class for this one, and lets a subclass override an interface's members with accessors or with fields.
export declare class WebSocket {
  /**
   * Starts to connect; no event is fired before the current task ends.
   *
   * @param url - The server: `ws:`, `wss:`, `http:` or `https:`, or relative to the page's or worker's own address.
   * @param protocols - Subprotocols the server has to choose one from, or options. Where it chooses none of them, the
   * connection fails, in every browser.
   * @throws TypeError where an argument or option cannot be converted to what it should be, or a number is negative or NaN.
   * @throws DOMException named `SyntaxError` where the URL cannot be parsed, has another scheme or a fragment, or
   * where a subprotocol is not a token or is listed twice. All that the network can refuse comes as `error` and
   * `close` events.
   * @see https://websockets.spec.whatwg.org/#dom-websocket-websocket
   */
  constructor(url: string | URL, protocols?: string | Iterable<string> | WebSocketOptions);

  /** `readyState` while the connection is being established. */
  static readonly CONNECTING: 0;
  /** `readyState` while messages can be exchanged. */
  static readonly OPEN: 1;
  /** `readyState` from `close()`, or from the server's Close frame, until the connection has ended. */
  static readonly CLOSING: 2;
  /** `readyState` after the connection has ended, or could not be established. */
  static readonly CLOSED: 3;
}

// Types that differ between TypeScript's versions are taken from the one in use.
export interface WebSocket extends HostWebSocket {
  /**
   * The server's URL, parsed and serialised again.
   *
   * @see https://websockets.spec.whatwg.org/#dom-websocket-url
   */
  readonly url: string;

  /**
   * The state of the connection, one of the four constants; it never goes back.
   *
   * @see https://websockets.spec.whatwg.org/#dom-websocket-readystate
   */
  readonly readyState: HostWebSocket['readyState'];

  /**
   * Bytes of application data that `send()` has taken and that are not transmitted yet: text in UTF-8, no framing.
   *
   * It shrinks between tasks only. What is sent after closing began is never transmitted, so never subtracted.
   *
   * @see https://websockets.spec.whatwg.org/#dom-websocket-bufferedamount
   */
  readonly bufferedAmount: number;

  /**
   * The extensions the server has chosen; `""` until `open`.
   *
   * @see https://websockets.spec.whatwg.org/#dom-websocket-extensions
   */
  readonly extensions: string;

  /**
   * The subprotocol the server has chosen; `""` until `open`, and where none was asked for.
   *
   * @see https://websockets.spec.whatwg.org/#dom-websocket-protocol
   */
  readonly protocol: string;

  /**
   * What binary messages become: `"blob"`, as it is at first, or `"arraybuffer"`.
   *
   * May be set in every state and is looked at when a message is delivered. Any other value is ignored.
   *
   * @see https://websockets.spec.whatwg.org/#dom-websocket-binarytype
   */
  binaryType: BinaryType;

  /**
   * Handler of `open`: the connection is established.
   *
   * @see https://websockets.spec.whatwg.org/#handler-websocket-onopen
   */
  onopen: HostWebSocket['onopen'];

  /**
   * Handler of `message`: `data` is a string, a `Blob` or an `ArrayBuffer`.
   *
   * @see https://websockets.spec.whatwg.org/#handler-websocket-onmessage
   */
  onmessage: HostWebSocket['onmessage'];

  /**
   * Handler of `error`: the connection failed; `close` follows. The event does not say why, so that pages cannot
   * probe a network.
   *
   * @see https://websockets.spec.whatwg.org/#handler-websocket-onerror
   */
  onerror: HostWebSocket['onerror'];

  /**
   * Handler of `close`, the last event: `code` is 1005 where the server gave none, and 1006 where the connection
   * ended without a Close frame.
   *
   * @see https://websockets.spec.whatwg.org/#handler-websocket-onclose
   */
  onclose: HostWebSocket['onclose'];

  /**
   * Sends a message. After closing began it is dropped, and still counts in `bufferedAmount`.
   *
   * @param data - Text, or the bytes to send as they are now: a later change of a buffer is not sent.
   * @throws TypeError where `data` is shared or resizable memory, or cannot be converted to a string.
   * @throws DOMException named `InvalidStateError` while the socket is connecting.
   * @see https://websockets.spec.whatwg.org/#dom-websocket-send
   */
  send(data: string | BufferSource | Blob): void;

  /**
   * Starts to close the connection, after all that was sent before. Does nothing where it is closing or closed.
   *
   * @param code - 1000, or 3000 to 4999; left out, the server is told none. A reason alone goes with 1000.
   * @param reason - At most 123 bytes of UTF-8.
   * @throws DOMException named `InvalidAccessError` for any other code, `SyntaxError` for a longer reason; in every
   * state, and then nothing changes.
   * @see https://websockets.spec.whatwg.org/#dom-websocket-close
   */
  close(code?: number, reason?: string): void;

  /** The same as `WebSocket.CONNECTING`. */
  readonly CONNECTING: 0;
  /** The same as `WebSocket.OPEN`. */
  readonly OPEN: 1;
  /** The same as `WebSocket.CLOSING`. */
  readonly CLOSING: 2;
  /** The same as `WebSocket.CLOSED`. */
  readonly CLOSED: 3;
}

export default WebSocket;

/**
 * The constructor's second argument as a dictionary. Members it does not know are ignored.
 *
 * @see https://github.com/whatwg/websockets/pull/76
 */
export interface WebSocketOptions {
  /**
   * How long closing may make no progress, in milliseconds. Default: Infinity, so that it is left to the browser.
   *
   * It counts from the call of `close()`, and starts again whenever bytes are transmitted. When it is over, the connection
   * fails: `error` and `close` with code 1006 are fired by script, so they are not trusted, and later events of the browser
   * reach nobody.
   */
  closeTimeout?: number;
  /** How long the connection may take to be established, in milliseconds, before it fails; Infinity. */
  connectTimeout?: number;
  /**
   * While the browser holds so many bytes that are not transmitted it is given no further message; Infinity.
   *
   * What is sent meanwhile waits, in its order, and counts in `bufferedAmount`; `close()` still sends all of it first. A message
   * that is larger goes as a whole. The browser is looked at every few milliseconds, so less than what it transmits in that
   * time makes it slower: 1 MiB suits most.
   */
  highWaterMark?: number;
  /** Subprotocols the server may choose from; without it, none is asked for. */
  protocols?: string | Iterable<string>;
  /**
   * When it is aborted, or is already, `close()` is called: a connection that is not established yet fails. A connection
   * that is closing already fails at once.
   */
  signal?: AbortSignal;
}

/**
 * Waits until no more than `below` bytes are buffered.
 *
 * No browser tells when that is: its buffer is polled at growing intervals, so the promise resolves late by at most 1/16 of
 * the wait, capped at 100 ms. A page that is hidden during a wait loses up to a second once.
 *
 * @param socket - A `WebSocket`, or a `ReconnectingWebSocket` with its queue, across its connections. It is not collected
 * meanwhile.
 * @returns A promise that rejects if the connection ends first, or if a `ReconnectingWebSocket` reports bytes as
 * undelivered: with an error that is a {@link CloseSummary}, too. It rejects with a DOMException named `InvalidStateError`
 * if the connection has ended and bytes were lost, whatever `below` is; with the reason of `signal` when that is aborted;
 * with a TypeError if an argument cannot be converted.
 */
export declare function drained(socket: WebSocket | ReconnectingSocket, options?: DrainedOptions): Promise<void>;

/** A `ReconnectingWebSocket`, without the types of its entry. */
export type ReconnectingSocket = EventTarget & {
  readonly undelivered: Traffic;
  reconnect(code?: number, reason?: string): void;
};

/** What {@link drained} waits for. */
export interface DrainedOptions {
  /** So many bytes may be left; 0. */
  below?: number;
  /** Ends the wait when it is aborted. */
  signal?: AbortSignal;
}

/**
 * Puts the class on the global as `WebSocket`. Does nothing where it is there already.
 *
 * @returns The class.
 * @throws TypeError where the page has made `globalThis.WebSocket` unchangeable.
 */
export declare function install(): typeof WebSocket;

/**
 * Puts back what was on the global before `install()`, with its own property descriptor.
 *
 * A class that something else has put there since stays. Without an earlier `install()` nothing changes.
 *
 * @returns The class that `install()` replaced; without an earlier `install()`, the one that is there.
 */
export declare function uninstall(): HostWebSocketClass;

/**
 * Attaches an inspector, which counts from now on.
 *
 * It listens to the socket: one that is open is not collected while an inspector is attached.
 *
 * @throws TypeError where `socket` is not an instance of this class.
 */
export declare function inspect(socket: WebSocket | ReconnectingSocket): Inspector;

/** Looks into one socket without changing it. Made by {@link inspect}. */
export interface Inspector {
  /** The figures at this moment; after `detach()`, those of that moment. */
  snapshot(): Snapshot;
  /** Stops counting and listening. Does nothing the second time. */
  detach(): void;
}

/** The figures of a socket at one moment, as a plain object. */
export interface Snapshot {
  /** One of the class's four constants. */
  readyState: 0 | 1 | 2 | 3;
  /** The serialised URL. */
  url: string;
  /** The subprotocol in use; `""` while there is none. */
  protocol: string;
  /** What the socket's own `bufferedAmount` is, in bytes. */
  bufferedAmount: number;
  /** Handed to the browser since the inspector was attached. */
  sent: Traffic;
  /** Received since the inspector was attached. */
  received: Traffic;
  /** Taken by `send()` and not handed to the browser yet. */
  queued: Traffic;
  /** Sent since the inspector was attached, but after closing began: never transmitted. */
  dropped: Traffic;
  /** When the connection was established, in milliseconds since the epoch; `null` where that was not seen. */
  openSince: number | null;
  /** How the connection ended; `null` where that was not seen. */
  close: CloseSummary | null;
}

/** Messages, and what they hold. */
export interface Traffic {
  /** How many messages. */
  messages: number;
  /** How many bytes of application data they have together: text in UTF-8, no framing. */
  bytes: number;
}

/**
 * What the `close` event said.
 *
 * @see https://websockets.spec.whatwg.org/#the-closeevent-interface
 */
export interface CloseSummary {
  /** The close code. */
  code: number;
  /** The close reason. */
  reason: string;
  /** Whether both sides have completed the closing handshake. */
  wasClean: boolean;
}

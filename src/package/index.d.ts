/**
 * The WHATWG WebSocket class with a Rust core: the same, exact behaviour in every engine.
 *
 * @module websocket-wasm
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
   * @param protocols - Subprotocols or options. The server must choose one of the subprotocols. If it chooses none, the
   * connection fails, in every browser.
   * @throws TypeError if an argument or option cannot be converted to its type, or a number is negative or NaN.
   * @throws DOMException named `SyntaxError` if the URL cannot be parsed, has another scheme or a fragment, or
   * if a subprotocol is not a token or is listed twice. A failure of the network is reported by `error` and
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
   * Bytes of application data that `send()` has accepted and that are not transmitted yet: text in UTF-8, no framing.
   *
   * It decreases between tasks only. Messages sent after closing began are never transmitted, so they are never subtracted.
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
   * The subprotocol the server has chosen; `""` until `open`, and if none was requested.
   *
   * @see https://websockets.spec.whatwg.org/#dom-websocket-protocol
   */
  readonly protocol: string;

  /**
   * The type of `data` for binary messages: `"blob"` or `"arraybuffer"`. Default: `"blob"`.
   *
   * It can be set in every state, and takes effect when a message is delivered. Other values are ignored.
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
   * Handler of `close`, the last event: `code` is 1005 if the server gave none, and 1006 if the connection
   * ended without a Close frame.
   *
   * @see https://websockets.spec.whatwg.org/#handler-websocket-onclose
   */
  onclose: HostWebSocket['onclose'];

  /**
   * Sends a message. After closing began, the message is dropped and still counts in `bufferedAmount`.
   *
   * @param data - Text, or bytes. The bytes are copied: a later change of a buffer is not sent.
   * @throws TypeError if `data` is shared or resizable memory, or cannot be converted to a string.
   * @throws DOMException named `InvalidStateError` while the socket is connecting.
   * @see https://websockets.spec.whatwg.org/#dom-websocket-send
   */
  send(data: string | BufferSource | Blob): void;

  /**
   * Starts to close the connection, after everything that was sent before. Does nothing if it is closing or closed.
   *
   * @param code - 1000, or 3000 to 4999. Without it, the Close frame has no code; a reason alone is sent with 1000.
   * @param reason - At most 123 bytes of UTF-8.
   * @throws DOMException named `InvalidAccessError` for any other code, `SyntaxError` for a longer reason. It
   * throws in every state, and then nothing changes.
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
   * How long closing may make no progress, in milliseconds. Default: Infinity; the browser decides.
   *
   * It counts from the call of `close()`, and starts again whenever bytes are transmitted. On expiry the connection fails:
   * `error` and `close` with code 1006 are fired by script, so they are not trusted. Later events of the browser reach nobody.
   */
  closeTimeout?: number;
  /**
   * How long the connection may take to be established, in milliseconds, before it fails. Default: Infinity.
   *
   * In a prerendered page it counts from the activation, at which the browser connects.
   */
  connectTimeout?: number;
  /**
   * Stops handing messages to the browser while its `bufferedAmount` is at least this many bytes. Default: Infinity.
   *
   * Messages sent meanwhile wait in order and count in `bufferedAmount`; `close()` still sends all of them first. A message that
   * is larger than the mark goes as a whole. The buffer is polled every few milliseconds, so a mark smaller than what is
   * transmitted in that time limits the throughput: 1 MiB suits most.
   */
  highWaterMark?: number;
  /** Subprotocols. The server must choose one of them. Default: none. */
  protocols?: string | Iterable<string>;
  /**
   * When the signal is aborted, or if it is aborted already, `close()` is called: a connection that is not established yet
   * fails. A connection that is closing fails at once. Default: none.
   */
  signal?: AbortSignal;
  /**
   * In which address space the server is, for Local Network Access. Handed on to browsers that take it; others ignore it.
   * Default: none.
   *
   * @see https://github.com/WICG/local-network-access/pull/125
   */
  targetAddressSpace?: 'public' | 'local' | 'loopback';
}

/**
 * Waits until no more than `below` bytes are buffered.
 *
 * Browsers have no drain event: the buffer is polled at growing intervals, so the promise resolves late by at most 1/16 of the
 * wait, capped at 100 ms. A page that is hidden during a wait loses up to a second once.
 *
 * @param socket - A `WebSocket`, or a `ReconnectingWebSocket`: its queue counts, across its connections. The socket is not
 * garbage-collected during the wait.
 * @returns A promise. It rejects
 * - with an error that has the members of a {@link CloseSummary}, if the connection ends first, or if a `ReconnectingWebSocket`
 *   reports bytes as undelivered;
 * - with a DOMException named `InvalidStateError`, if the connection has ended and bytes were lost, whatever `below` is;
 * - with the reason of `signal`, when that is aborted;
 * - with a TypeError, if an argument cannot be converted.
 */
export declare function drained(socket: WebSocket | ReconnectingSocket, options?: DrainedOptions): Promise<void>;

/** The members by which the types know a `ReconnectingWebSocket`, without its entry. */
export type ReconnectingSocket = EventTarget & {
  /** The sum of all `undelivered` events so far. */
  readonly undelivered: Traffic;
  /** Connects in any state. */
  reconnect(code?: number, reason?: string): void;
};

/** What {@link drained} waits for. */
export interface DrainedOptions {
  /** The most bytes that may be left. Default: 0. */
  below?: number;
  /** Ends the wait when it is aborted. Default: none. */
  signal?: AbortSignal;
}

/**
 * Puts the class on the global as `WebSocket`. Does nothing if it is there already.
 *
 * @returns The class.
 * @throws TypeError if the page has made `globalThis.WebSocket` unchangeable.
 */
export declare function install(): typeof WebSocket;

/**
 * Restores the class that was on the global before `install()`, with its own property descriptor.
 *
 * If another script has put a class there since, that class stays. Without an earlier `install()` nothing changes.
 *
 * @returns The class that `install()` replaced, or the present one if `install()` was not called.
 */
export declare function uninstall(): HostWebSocketClass;

/**
 * Attaches an inspector. Counting begins with the first inspector of a socket; further ones share its counts.
 *
 * It listens to the socket, so an open socket is not garbage-collected while an inspector is attached.
 *
 * @throws TypeError if `socket` is not an instance of this class.
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
  /** The socket's own `bufferedAmount`, in bytes. */
  bufferedAmount: number;
  /** Handed to the browser since the first inspector was attached. */
  sent: Traffic;
  /** Received since the first inspector was attached. */
  received: Traffic;
  /** Accepted by `send()` and not handed to the browser yet. */
  queued: Traffic;
  /** Sent after closing began, since the first inspector was attached. They are never transmitted. */
  dropped: Traffic;
  /** When the connection was established, in milliseconds since the epoch; `null` if the inspector did not see that. */
  openSince: number | null;
  /** How the connection ended; `null` if the inspector did not see that. */
  close: CloseSummary | null;
}

/** A number of messages and their bytes. */
export interface Traffic {
  /** How many messages. */
  messages: number;
  /** Their bytes of application data: text in UTF-8, no framing. */
  bytes: number;
}

/**
 * The members of the `close` event.
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

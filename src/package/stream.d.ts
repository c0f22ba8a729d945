/**
 * `WebSocketStream` and `WebSocketError`: over the browser's own if it has them, otherwise ours, built on the WebSocket class.
 *
 * @module websocket-wasm/stream
 */

import type { AbortSignal, BufferSource, URL } from './platform.js';
import { DOMException } from './platform.js';

/**
 * A connection to a WebSocket server as a pair of streams, so that each side waits for the other.
 *
 * If the browser has no such class, reading slowly cannot make the server wait: see {@link WebSocketStreamOptions.receiveLimit}.
 *
 * @see https://github.com/whatwg/websockets/pull/48
 */
export declare class WebSocketStream {
  /**
   * Starts to connect.
   *
   * @param url - The server: `ws:`, `wss:`, `http:` or `https:`, or relative to the page's or worker's own address.
   * @throws TypeError if an argument cannot be converted to its type.
   * @throws DOMException named `SyntaxError` if the URL cannot be parsed, has another scheme or a fragment, or
   * if a subprotocol is not a token or is listed twice.
   */
  constructor(url: string | URL, options?: WebSocketStreamOptions);

  /** The server's URL, parsed and serialised again. */
  readonly url: string;

  /**
   * The streams, when the connection is established. Rejects with a {@link WebSocketError} if it is not, or with the
   * signal's reason. The same promise every time.
   */
  readonly opened: Promise<WebSocketOpenInfo>;

  /**
   * How the connection was closed. Rejects with a {@link WebSocketError} if it was not closed by a closing handshake
   * after all that was written had been sent. The same promise every time.
   */
  readonly closed: Promise<Required<WebSocketCloseInfo>>;

  /**
   * Starts to close the connection, after everything that was written before. While connecting, it gives up. Does nothing if
   * the connection is closing or closed.
   *
   * @throws TypeError if the code is no integer from 0 to 65535.
   * @throws DOMException named `InvalidAccessError` for a code other than 1000 and 3000 to 4999, `SyntaxError` for a
   * reason of more than 123 bytes of UTF-8; then nothing changes.
   */
  close(closeInfo?: WebSocketCloseInfo): void;
}

export default WebSocketStream;

/** The constructor's second argument. */
export interface WebSocketStreamOptions {
  /** As for a `WebSocket`, in milliseconds. Default: Infinity. Browsers that have the class ignore it. */
  closeTimeout?: number;
  /** As for a `WebSocket`, in milliseconds. Default: Infinity. Browsers that have the class ignore it. */
  connectTimeout?: number;
  /** Subprotocols. The server must choose one of them. Default: none. */
  protocols?: Iterable<string>;
  /**
   * The most bytes of unread messages, text in UTF-8. Default: 16 MiB. If there are more, the connection fails with a
   * {@link WebSocketError}. Browsers that have the class ignore this: there the server waits.
   */
  receiveLimit?: number;
  /** Gives up if it is aborted before the connection is established. Default: none. */
  signal?: AbortSignal;
}

/** The value that `opened` resolves to. */
export interface WebSocketOpenInfo {
  /** The extensions the server has chosen. */
  extensions: string;
  /** The subprotocol the server has chosen; `""` if none was requested. */
  protocol: string;
  /**
   * A chunk for each message: text as a string, binary as a `Uint8Array`.
   *
   * Cancelling closes the connection, with code and reason if the reason is a {@link WebSocketError}.
   */
  readable: ReadableStream<string | Uint8Array>;
  /**
   * Sends each chunk as a message: a buffer or view as binary, anything else as text.
   *
   * Closing it closes the connection, and resolves when the connection is closed. So does aborting, with code and reason if the
   * reason is a {@link WebSocketError}. If the writer is aborted, a write that waits for room ends. An aborted `pipeTo()` waits
   * for that write first, by the rules of streams: `close()` with `closeTimeout` ends it.
   */
  writable: WritableStream<string | BufferSource>;
}

/** How a connection is closed. */
export interface WebSocketCloseInfo {
  /** The close code. To send: 1000, or 3000 to 4999. */
  closeCode?: number;
  /** The close reason; one without a code goes with 1000. To send: at most 123 bytes of UTF-8. */
  reason?: string;
}

/**
 * How a connection failed. Given to `abort()` or `cancel()`, how to close it. Its name is `WebSocketError`.
 *
 * @see https://github.com/whatwg/websockets/pull/48
 */
export declare class WebSocketError extends DOMException {
  /**
   * @throws TypeError, or a DOMException named `InvalidAccessError` or `SyntaxError`, if `close()` of a
   * {@link WebSocketStream} would.
   */
  constructor(message?: string, init?: WebSocketCloseInfo);

  /** The close code; `null` if there is none. */
  readonly closeCode: number | null;
  /** The close reason. */
  readonly reason: string;
}

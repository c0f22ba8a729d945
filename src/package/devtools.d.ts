/**
 * A panel over the page that shows all sockets of this package's class: for an app's development build.
 *
 * @module websocket-wasm/devtools
 */

/**
 * Observes every socket that is made from now on, and puts a button over the page that opens the panel. The panel is loaded when it is
 * opened for the first time. In Node, Deno and Bun nothing happens.
 *
 * The panel has all sockets and a timeline of their events and messages, with search, JSON laid out, bytes in hex, and what messages of
 * known libraries say, in words; copies them, and exports JSON and HAR. It can cut a connection: the socket fires `error` and `close` with
 * code 1006, by script, and the connection is closed.
 *
 * @throws TypeError if `filter` is not a function.
 */
export declare function devtools(options?: DevtoolsOptions): Devtools;

/** Which sockets are shown. */
export interface DevtoolsOptions {
  /** Called once for each new socket with its URL: whether it is shown. Default: all are. */
  filter?(url: string): boolean;
}

/** The panel. */
export interface Devtools {
  /** Opens it; resolves when it is open. */
  open(): Promise<void>;
  /** Closes it. What was recorded stays, and recording goes on. */
  close(): void;
  /** Takes it away for good, with the button. Nothing is recorded any more. */
  stop(): void;
}

/**
 * For runtimes whose `WebSocket` no browser wrote, or that have none, and for tests with a fake one.
 *
 * @module websocket-wasm/wrap-host
 */
import type { WebSocket } from './index.js';

/**
 * Makes the class connect through another class from now on, instead of the runtime's own: `wrapHost(ws)` in Node 20.
 *
 * Call it before the first socket is made. The sockets' events are not trusted, since only browsers can make trusted events.
 * Without it, in Node, Deno and Bun, the class connects through the `WebSocket` that is on the global when a socket is made. The
 * choice stands, whatever is imported afterwards. If `Class` is the class of this package, the class that it connects through is taken.
 *
 * @param Class - A class with the members of a `WebSocket`, such as that of `ws`, `undici` or `mock-socket`.
 * @returns The class of this package.
 * @throws TypeError if `Class` is not a function.
 */
export declare function wrapHost(Class: HostClass): typeof WebSocket;

/** The argument of {@link wrapHost}. Values of a wrong type are converted; a missing `send` or `close` ends the connection. */
export interface HostClass {
  new (url: string, protocols: string[]): HostSocket;
}

/** The members of a socket that are used, each as in a `WebSocket`. If there is no `on…` attribute, `addEventListener` is called. */
export interface HostSocket {
  /** 0 to 3. */
  readonly readyState: number;
  /** Bytes that are not transmitted yet. */
  readonly bufferedAmount: number;
  /** The subprotocol in use. */
  readonly protocol: string;
  /** The extensions in use. */
  readonly extensions: string;
  /** Set to `"arraybuffer"`. */
  binaryType: any;
  /** Set once, to a function. */
  onopen: any;
  /** Set once, to a function that takes an event with `data`. */
  onmessage: any;
  /** Set once, to a function. */
  onerror: any;
  /** Set once, to a function that takes an event with `code`, `reason` and `wasClean`. */
  onclose: any;
  /** Sends a message. */
  send(data: any): void;
  /** Starts to close. */
  close(code?: number, reason?: string): void;
}

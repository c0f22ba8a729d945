/**
 * For runtimes whose `WebSocket` no browser wrote, or that have none, and for tests with a fake one.
 *
 * @module websocket-wasm/wrap-host
 */
import type { WebSocket } from './index.js';

/**
 * Makes the class connect through another class from now on, in place of the runtime's own: `wrapHost(ws)` in Node 20.
 *
 * Call it before the first socket is made. The sockets' events are not trusted, since only browsers can make trusted events.
 * Without it, in Node, Deno and Bun, the class connects through the `WebSocket` that is on the global when a socket is made. The
 * choice stands, whatever is imported afterwards. If `Class` is the class of this package, the class below it is taken.
 *
 * @param Class - A class with the members of a `WebSocket`, such as that of `ws`, `undici` or `mock-socket`.
 * @returns The class of this package.
 * @throws TypeError if `Class` is no function.
 */
export declare function wrapHost(Class: HostClass): typeof WebSocket;

/** The argument of {@link wrapHost}. Values of a wrong type are converted; a missing `send` or `close` ends the connection. */
export interface HostClass {
  new (url: string, protocols: string[]): HostSocket;
}

/** The members of a socket that are used. */
export interface HostSocket {
  readonly readyState: number;
  readonly bufferedAmount: number;
  readonly protocol: string;
  readonly extensions: string;
  binaryType: any;
  onopen: any;
  onmessage: any;
  onerror: any;
  onclose: any;
  send(data: any): void;
  close(code?: number, reason?: string): void;
}

// A TCP proxy on loopback whose network is as bad as a test wants it.
import { connect, createServer } from 'node:net';
import { freePort, listenOnLoopback } from '../../../servers/loopback.mjs';
import { Way } from './way.mjs';

/**
 * Forwards connections to a port of 127.0.0.1. `delay` (ms each way) and `rate` (bytes a second each way) are for all that
 * comes, and may be set at any time; the order of the bytes stays.
 *
 * `connections` are those that are open, in the order in which they came. `close()` stops listening, so that attempts are
 * refused, and drops what is open; `listen()` starts again on the same port.
 */
export async function startProxy(target, { delay = 0, rate = Infinity } = {}) {
  const proxy = new TcpProxy(target, await freePort(), { delay, rate });
  await proxy.listen();
  return proxy;
}

class TcpProxy {
  /** What each way of each connection looks at. */
  #conditions;
  #target;
  #port;
  #close;
  /** Those that are open. */
  connections = new Set();

  constructor(target, port, conditions) {
    this.#target = target;
    this.#port = port;
    this.#conditions = conditions;
  }

  get port() {
    return this.#port;
  }

  get url() {
    return `ws://127.0.0.1:${this.#port}`;
  }

  /** The newest connection. */
  get latest() {
    return [...this.connections].at(-1);
  }

  set delay(milliseconds) {
    this.#conditions.delay = milliseconds;
  }

  set rate(bytesPerSecond) {
    this.#conditions.rate = bytesPerSecond;
  }

  async listen() {
    const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => this.#forward(client));
    const { close } = await listenOnLoopback(server, this.#port);
    this.#close = close;
  }

  async close() {
    this.forEach((connection) => connection.drop());
    await this.#close?.();
    this.#close = undefined;
  }

  /** Does something to every open connection. */
  forEach(act) {
    [...this.connections].forEach(act);
  }

  #forward(client) {
    const connection = new Proxied(client, this.#target, this.#conditions);
    this.connections.add(connection);
    connection.ended.then(() => this.connections.delete(connection));
  }
}

/** One connection. `up` is from the client to the server, `down` the other way. */
class Proxied {
  #client;
  #server;
  up;
  down;
  /** Resolves when both ends are gone. */
  ended;

  constructor(client, port, conditions) {
    const server = connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    this.#client = client;
    this.#server = server;
    this.up = new Way(client, server, conditions);
    this.down = new Way(server, client, conditions);
    this.ended = Promise.all(
      [client, server].map(
        (socket) =>
          new Promise((resolve) => {
            socket.once('close', resolve);
          }),
      ),
    );
    // What ends with an error on one side does so on the other.
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ])
      socket.on('error', () => reset(other));
  }

  /** Forwards nothing until `resume()`; what comes is not even read, so that senders fill their buffers. */
  stall() {
    this.#ways((way) => way.stall());
  }

  resume() {
    this.#ways((way) => way.resume());
  }

  /** Reads what comes and throws it away, for good: each side believes that the other one is there and silent. */
  swallow() {
    this.#ways((way) => way.swallow());
  }

  /** Ends both sides with a TCP reset. */
  reset() {
    [this.#client, this.#server].forEach(reset);
  }

  /** Ends both sides, whatever waits to be forwarded. */
  drop() {
    [this.#client, this.#server].forEach((socket) => socket.destroy());
  }

  /** Ends both sides in TCP's polite way, without a Close frame. */
  end() {
    [this.#client, this.#server].forEach((socket) => socket.destroySoon());
  }

  #ways(act) {
    [this.up, this.down].forEach(act);
  }
}

/** Node loses a socket that is to be reset while its end waits to be sent: its handle is never closed. */
function reset(socket) {
  if (socket.writableEnded || socket.writableLength > 0) socket.destroy();
  else if (!socket.destroyed) socket.resetAndDestroy();
}

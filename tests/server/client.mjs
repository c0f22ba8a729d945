// The other end, for the tests of the server: a `ws` client that remembers, and a raw one that sees every byte.
import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import { WebSocket } from 'ws';

/** A `ws` client: `next` gives the messages one after the other, `closed` and `failed` how it ended. */
export class Client {
  #messages = [];
  #waiting = [];

  constructor(url, protocols, options = {}) {
    this.socket = new WebSocket(url, protocols, { rejectUnauthorized: false, maxPayload: 0, ...options });
    this.opened = once(this.socket, 'open');
    /** Resolves to the code and the reason. */
    this.closed = new Promise((resolve) => {
      this.socket.once('close', (code, reason) => resolve([code, reason.toString()]));
    });
    /** Resolves to the message of the first error. */
    this.failed = new Promise((resolve) => {
      this.socket.once('error', (error) => resolve(error.message));
    });
    this.opened.catch(() => {});
    this.socket.on('error', () => {});
    this.socket.on('message', (data, isBinary) => this.#handleMessage(isBinary ? data : data.toString()));
  }

  static async open(...parameters) {
    const client = new Client(...parameters);
    await client.opened;
    return client;
  }

  /** The next message: a string, or a Buffer for a binary one. */
  next() {
    if (this.#messages.length > 0) return Promise.resolve(this.#messages.shift());
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  /** Closes, and resolves when the connection has ended. */
  async close(...parameters) {
    this.socket.close(...parameters);
    return this.closed;
  }

  #handleMessage(message) {
    const resolve = this.#waiting.shift();
    if (resolve) resolve(message);
    else this.#messages.push(message);
  }
}

/** A handshake over raw TCP; `received` are all bytes so far, `answer` those of the handshake's answer. */
export class RawClient {
  received = Buffer.alloc(0);

  constructor(port, path, headers = {}) {
    this.tcp = connectTcp(port, '127.0.0.1');
    this.ended = new Promise((resolve) => {
      this.tcp.once('close', resolve);
    });
    this.tcp.on('error', (error) => {
      this.error = error;
    });
    this.tcp.on('data', (chunk) => {
      this.received = Buffer.concat([this.received, chunk]);
    });
    const lines = Object.entries({ ...HANDSHAKE_HEADERS, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
    this.tcp.write(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
  }

  /** The answer to the handshake, as text. */
  async answer() {
    await this.#until(() => this.#answerEnd() !== -1);
    return this.received.toString('latin1', 0, this.#answerEnd());
  }

  /** What came after the answer to the handshake, once it is at least this long. */
  async frames(length) {
    await this.#until(() => this.#answerEnd() !== -1 && this.received.length >= this.#answerEnd() + length);
    return this.received.subarray(this.#answerEnd());
  }

  #answerEnd() {
    const blankLine = this.received.indexOf('\r\n\r\n');
    return blankLine === -1 ? -1 : blankLine + 4;
  }

  async #until(condition) {
    while (!condition()) await once(this.tcp, 'data');
  }
}

const HANDSHAKE_HEADERS = {
  Host: '127.0.0.1',
  Upgrade: 'websocket',
  Connection: 'Upgrade',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==',
};

// What a test gets: the class under test, our server, and ways to wait and to check.
import { Failure, Skipped, equal, outcome, same, table } from './check.mjs';
import { Log } from './log.mjs';

/**
 * The context of one test. `WebSocket` is the class under test, `descriptor` the property that held it on the global,
 * `server` `{ url, httpUrl }` of tests/server, `scope` window, dedicated, shared, service, node, deno or bun, `uncaught`
 * subscribes to uncaught errors and returns a function that ends it.
 */
export class Context {
  #server;
  #uncaught;
  #cleanups = [];
  #logs = [];

  constructor({ WebSocket, descriptor, server, scope, uncaught }) {
    this.WebSocket = WebSocket;
    this.descriptor = descriptor;
    this.scope = scope;
    this.#server = server;
    this.#uncaught = uncaught;
  }

  // Of what Firefox closes in a worker before the server has answered, now and then the TCP connection stays, and Firefox
  // opens no other to the same address: so the server ends it.
  stalled = '/stall?for=1000';

  equal = equal;
  same = same;
  table = table;
  outcome = outcome;

  throws(expected, call, about = '') {
    equal(outcome(call), expected, about);
  }

  fail(message) {
    throw new Failure(message);
  }

  /** Skips the test unless this is there. */
  needs(thing, what) {
    if (!thing) throw new Skipped(`there is no ${what} here`);
    return thing;
  }

  /** The base URL of this scope, which runtimes have none of. */
  get base() {
    return this.needs(globalThis.document?.baseURI ?? globalThis.location?.href, 'base URL');
  }

  /** A URL on the server, such as `/echo`. */
  url(target) {
    return this.#server.url + target;
  }

  httpUrl(target) {
    return this.#server.httpUrl + target;
  }

  /** A new name for a connection, to ask the server about. */
  id() {
    connections += 1;
    return `${this.scope}-${connections}`;
  }

  /** What the server saw of a connection, once it has ended. */
  async report(id) {
    return (await fetch(this.httpUrl(`/report?wait&id=${id}`))).json();
  }

  /** A socket to a target of the server, or to whatever else is given; closed when the test has ended. */
  connect(target, ...rest) {
    const isOnServer = typeof target === 'string' && target.startsWith('/');
    return this.adopt(new this.WebSocket(isOnServer ? this.url(target) : target, ...rest));
  }

  /** Closes a socket when the test has ended. */
  adopt(socket) {
    this.#cleanups.push(() => this.WebSocket.prototype.close.call(socket));
    return socket;
  }

  /** A socket and the log of its events. */
  recorded(target, ...rest) {
    const socket = this.connect(target, ...rest);
    return { socket, log: this.record(socket) };
  }

  record(socket) {
    const log = new Log(socket);
    this.#logs.push(log);
    return log;
  }

  /** The same, when it is open. */
  async opened(target, ...rest) {
    const { socket, log } = this.recorded(target, ...rest);
    await Promise.race([log.until('open'), log.until('close')]);
    equal(socket.readyState, 1, `${target} did not open`);
    return { socket, log };
  }

  /** A socket in this ready state, which it keeps. */
  async inState(readyState) {
    if (readyState === 0) return this.connect(this.stalled);
    const { socket, log } = await this.opened(readyState === 2 ? '/no-close-answer' : '/echo');
    if (readyState > 1) socket.close();
    if (readyState === 3) await log.until('close');
    equal(socket.readyState, readyState, 'ready state');
    return socket;
  }

  /** The next event of a type. */
  next(target, type) {
    return new Promise((resolve) => target.addEventListener(type, resolve, { once: true }));
  }

  /** A later task. */
  task() {
    return new Promise((resolve) => setTimeout(resolve));
  }

  /** Messages of uncaught errors from now on. */
  uncaughtErrors() {
    const messages = [];
    this.#cleanups.push(this.#uncaught((error) => messages.push(error.message)));
    return messages;
  }

  /** Undoes something when the test has ended. */
  after(cleanup) {
    this.#cleanups.push(cleanup);
  }

  cleanUp() {
    for (const cleanup of this.#cleanups.reverse()) cleanup();
  }

  /** The events so far, for the message of a test that hangs. */
  get history() {
    return this.#logs.map(({ entries }) => entries.join(', ') || 'nothing').join('; ');
  }
}

let connections = 0;

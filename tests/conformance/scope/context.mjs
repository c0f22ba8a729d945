// What a test gets: the class under test, our server, and ways to wait and to check.
import { equal, Failure, outcome, Skipped, same, table } from './check.mjs';
import { Log } from './log.mjs';

/**
 * The context of one test. `WebSocket` is the class under test, `descriptor` the property that held it on the global,
 * `server` `{ url, httpUrl }` of servers/ (without it, what needs one is skipped), `scope` window, dedicated, shared, service,
 * node, deno or bun.
 */
export class Context {
  #server;
  #uncaught = [];
  #expectsUncaught = false;
  #cleanups = [];
  #logs = [];

  constructor({ WebSocket, descriptor, server, scope }) {
    this.WebSocket = WebSocket;
    this.descriptor = descriptor;
    this.scope = scope;
    this.#server = server;
  }

  // Of what Firefox closes in a worker before the server has answered, now and then the TCP connection stays, and Firefox
  // opens no other to the same address: so the server ends it.
  stalled = '/stall?for=1000';

  // A browser connects to an address one by one: if the first one is stalled, the others would have to wait.
  states = [1, 2, 3, 0];

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
    return this.needs(this.#server, 'server').url + target;
  }

  httpUrl(target) {
    return this.needs(this.#server, 'server').httpUrl + target;
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
    await log.untilOneOf('open', 'close');
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

  /** The messages of uncaught errors, as they come: in a test that does not ask for them, each is a failure. */
  uncaughtErrors() {
    this.#expectsUncaught = true;
    return this.#uncaught;
  }

  handleUncaught(error) {
    this.#uncaught.push(String(error?.message ?? error));
  }

  /** Undoes something when the test has ended. */
  after(cleanup) {
    this.#cleanups.push(cleanup);
  }

  /** All of it, in reverse order; throws what the last one to fail has thrown. */
  cleanUp() {
    const cleanup = this.#cleanups.pop();
    if (!cleanup) return this.#checkUncaught();
    try {
      cleanup();
    } finally {
      this.cleanUp();
    }
  }

  #checkUncaught() {
    if (this.#uncaught.length && !this.#expectsUncaught) throw new Failure(`uncaught: ${this.#uncaught.join('; ')}`);
  }

  /** The events so far, for the message of a test that hangs. */
  get history() {
    return this.#logs.map(({ entries }) => entries.join(', ') || 'nothing').join('; ');
  }
}

let connections = 0;

// Runs a program, which is JSON (see ../programs.mjs), on a class of sockets and writes down all that happens.
import { IDLE, MARKER, targetPath } from '../targets.mjs';
import { describeError, describeEvent, describeValue } from './describe.mjs';
import { steps } from './steps.mjs';
import { OwnError, buildValue } from './values.mjs';

/**
 * Runs a program on `Class`, with `server` as the URL of the server; resolves to the trace, a list of entries, when nothing
 * more can happen: the connection has ended, by the program, the server, or here once nobody has anything to say.
 */
export async function runProgram(program, Class, server) {
  const run = new Run(program, Class, server);
  await nextTask();
  run.start();
  await run.finish();
  return run.readTrace();
}

/** Has uncaught errors written into the trace of the run that caused them; once for each page. */
export function watchErrors() {
  addEventListener('error', (event) => {
    event.preventDefault();
    active?.trace.push({ what: 'uncaught', error: describeError(event.error) });
  });
}

/** The run whose steps or events come at this moment; they are all synchronous. */
let active;

class Run {
  trace = [];
  /** What the listeners of this program's pool are, by number, and how often each was called. */
  listeners = [];
  calls = [];
  controllers = [];
  /** The newest event: steps may dispatch it again. */
  event;
  #dispatching = 0;
  #program;
  #server;
  #pending = [];
  #base = 0;
  #sends = 0;
  #markers = 0;
  #added = 0;
  #dropped = [];
  #droppedNow = [];
  #signals = {};

  constructor(program, Class, server) {
    this.#program = program;
    this.Class = Class;
    this.#server = server;
    for (const name of ['open', 'close', 'marker']) this.#expect(name);
  }

  /** The program's synchronous part. */
  start() {
    const { url, protocols } = this.#program.construct;
    this.note('construct', () => {
      const args = [this.#buildUrl(url), ...protocols.map((spec) => buildValue(spec, this))];
      this.socket = new this.Class(...args);
      return this.socket;
    });
    if (!this.socket) return;
    // Capturing listeners are called first.
    for (const type of EVENT_TYPES) this.socket.addEventListener(type, (event) => this.#observe(event), { capture: true });
    this.note('constructed', () => JSON.stringify([this.socket instanceof this.Class, Reflect.ownKeys(this.socket)]));
    this.perform(this.#program.steps);
  }

  /** Resolves when nothing more can happen. */
  async finish() {
    if (!this.socket) return;
    const patience = new AbortController();
    const gaveUp = new Promise((resolve) => {
      const timer = setTimeout(() => resolve(this.trace.push({ what: 'still waiting', state: this.state() })), PATIENCE_MS);
      patience.signal.onabort = () => clearTimeout(timer);
    });
    await Promise.race([gaveUp, this.#untilClosed()]);
    patience.abort();
    await nextTask();
    this.#readEnd();
  }

  async readTrace() {
    await Promise.all(this.#pending);
    return this.trace;
  }

  /** Does these steps, one after the other. */
  perform(list) {
    for (const step of list) this.note(step.op, () => steps[step.op](this, step));
  }

  /** Writes down what an action returns or throws, and the state after it. What it causes comes behind it. */
  note(what, action) {
    active = this;
    const entry = { what };
    this.trace.push(entry);
    try {
      entry.returned = describeValue(action());
    } catch (error) {
      entry.threw = describeError(error);
    }
    if (this.socket) entry.state = this.state();
  }

  /** Calls a listener of the pool: it does its steps the `at`-th time, and may throw every time. */
  call(index, described) {
    const { at, steps: list, throws } = this.#program.listeners[index];
    const count = (this.calls[index] ?? 0) + 1;
    this.calls[index] = count;
    this.trace.push({ what: `listener ${index}`, count, ...described });
    if (count === at) this.perform(list);
    if (throws === 'error') throw new OwnError(`listener ${index}`);
    if (throws === 'text') throw `listener ${index}`;
    return false;
  }

  listenerSpec(index) {
    return this.#program.listeners[index];
  }

  /** Sends, and keeps account of what is dropped: it must never leave `bufferedAmount` again. */
  send(args) {
    const { socket } = this;
    const before = socket.bufferedAmount - this.#added;
    this.#sends += 1;
    try {
      return socket.send(...args);
    } finally {
      // Converting the argument may have sent something, too.
      const added = socket.bufferedAmount - this.#added - before;
      this.#added += added;
      if (socket.readyState >= CLOSING) for (const list of [this.#dropped, this.#droppedNow]) list.push(added);
    }
  }

  /** Dispatches an event of the program's own. */
  dispatch(event) {
    this.#dispatching += 1;
    try {
      return this.socket.dispatchEvent(event);
    } finally {
      this.#dispatching -= 1;
    }
  }

  /**
   * What can be told of the socket at any moment: `bufferedAmount` only grows within a task, so it is told from its start,
   * and what each message has added that was dropped.
   */
  state() {
    const { readyState, bufferedAmount, binaryType } = this.socket;
    return { readyState, buffered: bufferedAmount - this.#base, binaryType, dropped: [...this.#droppedNow] };
  }

  /** The URL without what names the server. */
  readUrl() {
    return this.socket.url.replaceAll(new URL(this.#server).host, 'SERVER').replaceAll(location.host, 'PAGE')
      .replace(targetPath(this.#program.target), 'TARGET');
  }

  #buildUrl(spec) {
    if (spec.kind === 'target') return fillTemplate(spec.template, new URL(this.#server), targetPath(this.#program.target));
    if (spec.kind === 'page') return location.href.replace(/#.*/, '');
    return buildValue(spec, this);
  }

  #observe(event) {
    active = this;
    const isSockets = this.#dispatching === 0;
    if (isSockets && isMarker(event.data)) {
      event.stopImmediatePropagation();
      this.#signals.marker.resolve();
      return;
    }
    this.event = event;
    if (isSockets) this.#startTask();
    const entry = { what: 'event', ...describeEvent(event, this.socket, this.#pending), state: this.state(), ...this.#strings() };
    this.trace.push(entry);
    if (!isSockets) return;
    // The standard fires both in one task.
    if (event.type === 'error') setTimeout(() => { entry.closesInSameTask = this.#signals.close.isDone; });
    this.#signals[event.type]?.resolve();
  }

  #startTask() {
    this.#base = this.socket.bufferedAmount;
    this.#droppedNow = [];
  }

  #strings() {
    return { url: this.readUrl(), protocol: this.socket.protocol, extensions: this.socket.extensions };
  }

  #expect(name) {
    const signal = { isDone: false };
    signal.promise = new Promise((resolve) => { signal.resolve = () => { signal.isDone = true; resolve(); }; });
    this.#signals[name] = signal;
  }

  async #untilClosed() {
    const closed = this.#signals.close.promise;
    if (this.#program.target.answers === false) await nextTask();
    else await Promise.race([this.#signals.open.promise, closed]);
    await this.#untilIdle(closed);
    this.#startTask();
    if (this.socket.readyState < CLOSING) this.note('idle', () => this.socket.close(4000, 'idle'));
    await closed;
  }

  // The server sends everything back in order, so a marker that is back has everything else behind it; unless a listener
  // has sent something since.
  async #untilIdle(closed) {
    for (let sends; sends !== this.#sends;) {
      sends = this.#sends;
      await this.#sendMarker(this.#markers += 1, closed);
    }
    await this.#sendMarker(IDLE, closed);
  }

  /** Resolves when it is back, or will never be. */
  async #sendMarker(text, closed) {
    await nextTask();
    if (this.socket.readyState !== OPEN) return;
    this.#expect('marker');
    this.Class.prototype.send.call(this.socket, `${MARKER}${text}`);
    await Promise.race([this.#signals.marker.promise, closed]);
  }

  #readEnd() {
    const { bufferedAmount, readyState } = this.socket;
    const keepsDropped = bufferedAmount >= this.#dropped.reduce((sum, bytes) => sum + bytes, 0);
    this.trace.push({ what: 'end', readyState, ...this.#strings(), keepsDropped });
    // What an open socket was given may have been transmitted by now, or not.
    if (!this.#signals.open.isDone) this.trace.push({ what: 'all dropped', state: { buffered: bufferedAmount, dropped: this.#dropped } });
  }
}

const fillTemplate = (template, { host, port }, path) =>
  template.replace('HOST', host).replace('PORT', port).replace('/TARGET', () => path);
const isMarker = (data) => typeof data === 'string' && data.startsWith(MARKER);
const nextTask = () => new Promise((resolve) => { setTimeout(resolve); });

const [OPEN, CLOSING] = [1, 2];
const EVENT_TYPES = ['open', 'message', 'error', 'close'];
const PATIENCE_MS = 15_000;

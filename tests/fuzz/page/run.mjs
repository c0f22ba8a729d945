// One run of a program on one class: the socket, and the trace of all that happens to it.
import { MARKER, targetPath } from '../targets.mjs';
import { constructDerived } from './derived.mjs';
import { describeError, describeEvent, describeValue } from './describe.mjs';
import { Ledger } from './ledger.mjs';
import { Signal } from './signal.mjs';
import { steps } from './steps.mjs';
import { buildValue, OwnError } from './values.mjs';

/** Has uncaught errors written into the trace of the run that caused them; once for each page. */
export function watchErrors() {
  const write = (error) => active?.trace.push({ what: 'uncaught', error: describeError(error) });
  if (!globalThis.addEventListener) return globalThis.process.on('uncaughtException', write);
  return addEventListener('error', (event) => {
    event.preventDefault();
    write(event.error);
  });
}

/** The run whose steps or events come at this moment; they are all synchronous. */
let active;

export class Run {
  trace = [];
  /** The listeners of the program's pool that were made, and the abort signals, by number. */
  listeners = [];
  controllers = [];
  /** The newest event: steps may dispatch it again. */
  event;
  /** What the socket has come to; `marker` is of the interpreter's newest own message. */
  opened = new Signal();
  closed = new Signal();
  marker = new Signal();
  #calls = [];
  #dispatching = 0;
  #pending = [];

  constructor(program, Class, server) {
    this.program = program;
    this.Class = Class;
    this.server = server;
  }

  /** The program's synchronous part. There is no `socket` afterwards if the constructor has thrown. */
  start() {
    this.note('construct', () => this.#construct());
    if (!this.socket) return;
    this.note('constructed', () =>
      JSON.stringify([this.socket instanceof this.Class, Object.getOwnPropertyNames(this.socket)]),
    );
    this.perform(this.program.steps);
  }

  /** Writes down how it ended. */
  end() {
    this.trace.push({
      what: 'end',
      readyState: this.socket.readyState,
      ...this.#strings(),
      keepsDropped: this.ledger.keepsDropped(),
    });
    // What an open socket was given may have been transmitted by now, or not.
    if (!this.opened.isGiven) this.trace.push({ what: 'all dropped', state: this.ledger.readAll() });
  }

  /** The trace, once the Blobs that were received have been read. */
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
    const { at, steps: list, throws } = this.program.listeners[index];
    const count = (this.#calls[index] ?? 0) + 1;
    this.#calls[index] = count;
    this.trace.push({ what: `listener ${index}`, count, ...described });
    if (count === at) this.perform(list);
    if (throws === 'error') throw new OwnError(`listener ${index}`);
    if (throws === 'text') throw `listener ${index}`;
    return false;
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

  /** What can be told of the socket at any moment. */
  state() {
    const { readyState, binaryType } = this.socket;
    return { readyState, binaryType, ...this.ledger.read() };
  }

  /** The URL without what names the server. */
  readUrl() {
    return this.socket.url
      .replaceAll(new URL(this.server).host, 'SERVER')
      .replaceAll(globalThis.location?.host ?? 'PAGE', 'PAGE')
      .replace(targetPath(this.program.target), 'TARGET');
  }

  #construct() {
    const { url, protocols, derived } = this.program.construct;
    const args = [this.#buildUrl(url), ...protocols.map((spec) => buildValue(spec, this))];
    return constructDerived(this.Class, derived, args, this, (socket) => this.#adopt(socket));
  }

  #adopt(socket) {
    if (this.socket === socket) return;
    this.socket = socket;
    this.ledger = new Ledger(socket);
    // Capturing listeners are called first.
    for (const type of EVENT_TYPES) socket.addEventListener(type, (event) => this.#observe(event), { capture: true });
  }

  #buildUrl(spec) {
    if (spec.kind === 'target')
      return fillTemplate(spec.template, new URL(this.server), targetPath(this.program.target));
    if (spec.kind === 'page') return location.href.replace(/#.*/, '');
    return buildValue(spec, this);
  }

  #observe(event) {
    active = this;
    const isSockets = this.#dispatching === 0;
    if (isSockets && isMarker(event.data)) {
      event.stopImmediatePropagation();
      this.marker.give();
      return;
    }
    this.event = event;
    if (isSockets) this.ledger.startTask();
    const entry = {
      what: 'event',
      ...describeEvent(event, this.socket, this.#pending),
      state: this.state(),
      ...this.#strings(),
    };
    this.trace.push(entry);
    if (isSockets) this.#handleEvent(event.type, entry);
  }

  #handleEvent(type, entry) {
    if (type === 'open') this.opened.give();
    if (type === 'close') this.closed.give();
    // The standard fires both in one task.
    if (type === 'error')
      setTimeout(() => {
        entry.closesInSameTask = this.closed.isGiven;
      });
  }

  #strings() {
    return { url: this.readUrl(), protocol: this.socket.protocol, extensions: this.socket.extensions };
  }
}

const fillTemplate = (template, { host, port }, path) =>
  template
    .replace('HOST', host)
    .replace('PORT', port)
    .replace('/TARGET', () => path);
const isMarker = (data) => typeof data === 'string' && data.startsWith(MARKER);

const EVENT_TYPES = ['open', 'message', 'error', 'close'];

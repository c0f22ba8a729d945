// A host made of a class that a script has written: Node's and Deno's own, `ws`, a test's fake. Its sockets can be
// adopted as a browser's can, and behave as a browser's do, as far as the class beneath can be brought to it.
//
// Here is what browsers have built in, so what is decided here is a host's business, not the core's. Whatever the class beneath
// says is converted, as an argument is: it may say nothing, or anything.

import { binaryTypeOf, keepBinaryType } from '../class/brand.js';
import { hidesMessages, isAbandoned } from '../class/events.js';
import { count } from '../class/inspector.js';
import { BINARY_TYPE_BLOB } from '../class/numbers.js';
import { useMark } from '../class/shape.js';
import { byteLength, copyBytes, kindOf, toNumber, toText } from '../convert/values.js';
import { Event, EventTarget, find, setTimeout, take, URL } from '../platform/captured.js';
import { soon } from '../platform/clock.js';
import { readBytes } from './foreign.js';
import {
  CODE_ABNORMAL,
  KIND_BLOB,
  KIND_OTHER,
  READY_STATE_CLOSED,
  READY_STATE_CLOSING,
  READY_STATE_CONNECTING,
  READY_STATE_OPEN,
} from './numbers.js';
import { hear, toAmount, toState, warnOnce } from './transport.js';
import { CloseEvent, defineHandlers } from './wrapped_events.js';

const Blob = find('Blob');
const MessageEvent = take('MessageEvent');
const set = take('Reflect', 'set');

/** structuredClone refuses a browser's socket; an object can be marked so that Node's does, too. */
const markAsUncloneable = find('process')?.getBuiltinModule?.('node:worker_threads')?.markAsUncloneable ?? (() => {});
useMark(markAsUncloneable);
/** The next task. */
const later = find('setImmediate') ?? setTimeout;

/** Acts behind the microtasks that the caller adds. Not in a task: tests fake what makes tasks. */
const afterCaller = (act) => soon(() => soon(act));

/** A host socket that connects through `transport`, which has the members of a WebSocket and is connecting to this URL. */
export const wrap = (transport, url, requested) => new WrappedHost(transport, url, requested);

class WrappedHost extends EventTarget {
  #transport;
  #url;
  #requested;
  #readyState = READY_STATE_CONNECTING;
  #protocol = '';
  #extensions = '';
  #hasFailed = true;
  /** Why, as far as it is known. */
  #cause;
  #handlers = {};
  /** The events that have come in and must wait; undefined if none must. */
  #waiting;
  /** What `bufferedAmount` is until the task ends in which something was sent. */
  #sentInTask;
  /** In a call of the transport. */
  #isCalling = false;

  constructor(transport, url, requested) {
    super();
    markAsUncloneable(this);
    this.#transport = transport;
    this.#url = url;
    this.#requested = requested;
    try {
      set(transport, 'binaryType', 'arraybuffer');
    } catch {
      // It gives what it likes, and that is converted.
    }
    hear(transport, 'open', () => this.#inTurn(() => this.#handleOpen()));
    hear(transport, 'message', (event) => this.#inTurn(() => this.#handleMessage(event?.data)));
    hear(transport, 'error', (event) => this.#handleError(event));
    hear(transport, 'close', (event) => this.#inTurn(() => this.#handleClose(event)));
    // Nobody has heard events that were fired in its constructor.
    const readyState = toState(transport.readyState);
    if (readyState === READY_STATE_OPEN) soon(() => this.#inTurn(() => this.#handleOpen()));
    if (readyState > READY_STATE_OPEN) this.#fail('it was closed when it was made');
  }

  get url() {
    return this.#url;
  }

  get readyState() {
    // The transport knows of the server's Close frame first; the state here is CLOSED when its event is handled.
    return this.#readyState === READY_STATE_OPEN && toState(this.#transport.readyState) >= READY_STATE_CLOSING
      ? READY_STATE_CLOSING
      : this.#readyState;
  }

  get protocol() {
    return this.#protocol;
  }

  get extensions() {
    return this.#extensions;
  }

  get bufferedAmount() {
    return this.#sentInTask ?? toAmount(this.#transport.bufferedAmount);
  }

  /** No type: so the core reads Blobs itself, as not all that are wrapped take any. */
  get binaryType() {
    return '';
  }

  /** The core keeps it, for `binaryTypeOf`. */
  set binaryType(value) {
    keepBinaryType(this, value);
  }

  send(data) {
    const kind = kindOf(data);
    this.#count(byteLength(data, kind));
    this.#call('send', typeof data === 'string' ? data : copyBytes(data, kind));
  }

  close(...codeAndReason) {
    const before = this.#readyState;
    if (before >= READY_STATE_CLOSING) return;
    this.#readyState = READY_STATE_CLOSING;
    this.#call('close', ...codeAndReason);
    // Some fire no event when they give up connecting.
    if (before === READY_STATE_CONNECTING) afterCaller(() => this.#inTurn(() => this.#handleClose()));
  }

  // Some transports fire while they are called: the page hears of it when its own call is over.
  #call(name, ...args) {
    const isHolding = this.#hold();
    this.#isCalling = true;
    try {
      this.#transport[name](...args);
    } catch (error) {
      // A message is lost, or the connection will not end by itself.
      warnOnce(typeof this.#transport[name] === 'function' ? `has thrown in ${name}()` : `has no ${name}()`, error);
      this.#fail(error);
    }
    this.#isCalling = false;
    if (!isHolding) return;
    if (this.#waiting.length) afterCaller(() => this.#release());
    else this.#release();
  }

  // Transports may be quick: a message counts as not transmitted until the task ends.
  #count(byteLength) {
    if (this.#sentInTask === undefined) {
      this.#sentInTask = toAmount(this.#transport.bufferedAmount);
      later(() => {
        this.#sentInTask = undefined;
      });
    }
    this.#sentInTask += byteLength;
  }

  #inTurn(handle) {
    // Another task than that of the last send().
    if (!this.#isCalling) this.#sentInTask = undefined;
    if (this.#waiting) return this.#waiting.push(handle);
    try {
      return handle();
    } catch (error) {
      warnOnce('has told what cannot be converted', error);
      return this.#fail(error);
    }
  }

  /** Makes all events that come in wait; returns false if they do already. */
  #hold() {
    if (this.#waiting) return false;
    this.#waiting = [];
    return true;
  }

  #release() {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting.forEach((handle) => this.#inTurn(handle));
  }

  #handleOpen() {
    if (this.#readyState !== READY_STATE_CONNECTING) return;
    const protocol = toText(this.#transport.protocol ?? '');
    this.#extensions = toText(this.#transport.extensions ?? '');
    if (!this.#isAcknowledged(protocol)) {
      this.#fail(`The subprotocols requested were '${this.#requested}', and the server acknowledged '${protocol}'.`);
      return;
    }
    this.#readyState = READY_STATE_OPEN;
    this.#hasFailed = false;
    this.#protocol = protocol;
    this.#fire(new Event('open'));
  }

  #isAcknowledged(protocol) {
    return this.#requested.length === 0 ? protocol === '' : this.#requested.includes(protocol);
  }

  #handleMessage(data) {
    if (this.#readyState !== READY_STATE_OPEN) return;
    const wantsBlob = binaryTypeOf(this) === BINARY_TYPE_BLOB;
    const kind = typeof data === 'string' ? KIND_OTHER : kindOf(data);
    if (kind === KIND_OTHER || (kind === KIND_BLOB && wantsBlob)) return this.#fireMessage(data);
    if (kind === KIND_BLOB) return this.#readBlob(data);
    const bytes = copyBytes(data, kind);
    this.#fireMessage(wantsBlob ? new Blob([bytes]) : bytes);
  }

  /** For a transport that gives nothing else. What follows waits, so that the order stays. */
  #readBlob(blob) {
    this.#hold();
    readBytes(
      blob,
      (bytes) => {
        if (this.#readyState === READY_STATE_OPEN) this.#fireMessage(bytes);
        this.#release();
      },
      (error) => {
        this.#fail(error);
        this.#release();
      },
    );
  }

  // Told together with the close that follows, in one task.
  #handleError(event) {
    this.#hasFailed = true;
    this.#cause = event?.message;
  }

  #handleClose(event) {
    const code = toNumber(event?.code ?? 0);
    const init = { code: code || CODE_ABNORMAL, reason: toText(event?.reason ?? ''), wasClean: !!event?.wasClean };
    if (this.#readyState === READY_STATE_OPEN && !code) warnOnce('has fired a close event without a code');
    this.#end(init);
  }

  /** Ends the connection, whatever the transport does later. */
  #fail(cause) {
    if (this.#readyState === READY_STATE_CLOSED) return;
    this.#hasFailed = true;
    this.#cause = toText(cause?.message ?? cause);
    const isOpen = this.#readyState < READY_STATE_CLOSING;
    // Before the transport fires.
    const end = this.#ending({ code: CODE_ABNORMAL });
    try {
      if (isOpen) this.#transport.close();
    } catch {
      // It is over anyway.
    }
    // The page may be in a call.
    soon(end);
  }

  #end(init) {
    if (this.#readyState !== READY_STATE_CLOSED) this.#ending(init)();
  }

  /** Sets the state CLOSED; returns the events that report it. */
  #ending(init) {
    this.#readyState = READY_STATE_CLOSED;
    return () => {
      if (!this.#hasFailed) return this.#fire(new CloseEvent('close', init));
      const event = new Event('error');
      if (this.#cause !== undefined) event.message = this.#cause;
      this.#fire(event);
      // As browsers have it: microtasks run between the two.
      soon(() => this.#fire(new CloseEvent('close', init)));
      return undefined;
    };
  }

  #fireMessage(data) {
    if (hidesMessages(this)) return;
    this.#fire(new MessageEvent('message', { data, origin: new URL(this.#url).origin }));
  }

  #fire(event) {
    if (isAbandoned(this)) return;
    // Not by listeners: Node calls them in the order in which they were added, and the page may ask for the figures in its own.
    count(this, event.type, event);
    this.dispatchEvent(event);
  }

  static {
    defineHandlers(this.prototype, (host) => host.#handlers);
  }
}

// A host made of a class that a script has written: Node's and Deno's own, `ws`, a test's fake. Its sockets can be
// adopted as a browser's can, and behave as a browser's do, as far as the class beneath can be brought to it.
//
// Here is what browsers have built in, so what is decided here is a host's business, not the core's.
import { hidesMessages } from './events.js';
import { useMark } from './shape.js';
import { byteLength, copyBytes, kindOf } from './values.js';

const { Blob, Event, EventTarget, MessageEvent, URL } = globalThis;
const CONNECTING = 0;
const OPEN = 1;
const CLOSING = 2;
const CLOSED = 3;
const NO_CLOSE_FRAME = 1006;

const fired = new WeakSet();
/** structuredClone refuses a browser's socket; an object can be marked so that Node's does, too. */
const markAsUncloneable = globalThis.process?.getBuiltinModule?.('node:worker_threads')?.markAsUncloneable ?? (() => {});
useMark(markAsUncloneable);
/** The next task. */
const later = globalThis.setImmediate ?? globalThis.setTimeout;

/** Whether a wrapped host has fired this event; it cannot make trusted ones. */
export const isFired = (event) => fired.has(event);

/** The host class that connects through `Transport`, a class with the members of a WebSocket. */
export const wrap = (Transport) => class extends WrappedHost {
  constructor(url, protocols = []) {
    const requested = [...protocols];
    super(new Transport(url, requested), url, requested);
  }
};

class WrappedHost extends EventTarget {
  #transport;
  #url;
  #requested;
  #readyState = CONNECTING;
  #protocol = '';
  #extensions = '';
  #binaryType = 'blob';
  #hasFailed = true;
  #handlers = {};
  /** What has come in and has to wait; undefined where nothing has to. */
  #waiting;
  /** What `bufferedAmount` is until the task ends in which something was sent. */
  #sentInTask;
  #isClosing = false;

  constructor(transport, url, requested) {
    super();
    markAsUncloneable(this);
    this.#transport = transport;
    this.#url = url;
    this.#requested = requested;
    transport.binaryType = 'arraybuffer';
    transport.onopen = () => this.#inTurn(() => this.#handleOpen());
    transport.onmessage = ({ data }) => this.#inTurn(() => this.#handleMessage(data));
    // Told together with the close that follows, in one task.
    transport.onerror = () => { this.#hasFailed = true; };
    transport.onclose = (event) => this.#inTurn(() => this.#handleClose(event));
  }

  get url() {
    return this.#url;
  }

  get readyState() {
    // The transport knows of the server's Close frame first; CLOSED it is here when it is told.
    return this.#readyState === OPEN && this.#transport.readyState >= CLOSING ? CLOSING : this.#readyState;
  }

  get protocol() {
    return this.#protocol;
  }

  get extensions() {
    return this.#extensions;
  }

  get bufferedAmount() {
    return this.#sentInTask ?? this.#transport.bufferedAmount;
  }

  /** What tells the core that this host takes no Blobs, so that it reads them: not all that are wrapped take any. */
  get binaryType() {
    return 'arraybuffer';
  }

  set binaryType(value) {
    this.#binaryType = value;
  }

  send(data) {
    const kind = kindOf(data);
    this.#count(byteLength(data, kind));
    this.#transport.send(typeof data === 'string' ? data : copyBytes(data, kind));
  }

  close(...codeAndReason) {
    if (this.#readyState >= CLOSING) return;
    this.#readyState = CLOSING;
    // Some transports fire while they are being closed.
    if (this.#hold()) later(() => this.#release());
    this.#isClosing = true;
    this.#transport.close(...codeAndReason);
    this.#isClosing = false;
  }

  // Transports may be quick: what was sent is not transmitted before the task ends.
  #count(byteLength) {
    if (this.#sentInTask === undefined) {
      this.#sentInTask = this.#transport.bufferedAmount;
      later(() => { this.#sentInTask = undefined; });
    }
    this.#sentInTask += byteLength;
  }

  #inTurn(handle) {
    // Another task than that of the last send().
    if (!this.#isClosing) this.#sentInTask = undefined;
    if (this.#waiting) this.#waiting.push(handle);
    else handle();
  }

  /** Lets all that comes in wait; false where it does already. */
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
    if (this.#readyState !== CONNECTING) return;
    const { protocol, extensions } = this.#transport;
    if (!this.#isAcknowledged(protocol)) return this.#fail();
    this.#readyState = OPEN;
    this.#hasFailed = false;
    this.#protocol = protocol;
    this.#extensions = extensions;
    this.#fire(new Event('open'));
  }

  #isAcknowledged(protocol) {
    return this.#requested.length === 0 ? protocol === '' : this.#requested.includes(protocol);
  }

  #fail() {
    this.#transport.onclose = null;
    this.#transport.close();
    this.#handleClose({ code: NO_CLOSE_FRAME, reason: '', wasClean: false });
  }

  #handleMessage(data) {
    if (this.#readyState !== OPEN) return;
    if (typeof data === 'string') return this.#fireMessage(data);
    const wantsBlob = this.#binaryType === 'blob';
    if (data instanceof Blob) return wantsBlob ? this.#fireMessage(data) : this.#readBlob(data);
    const bytes = copyBytes(data, kindOf(data));
    this.#fireMessage(wantsBlob ? new Blob([bytes]) : bytes);
  }

  /** For a transport that gives nothing else. What follows waits, so that the order stays. */
  #readBlob(blob) {
    this.#hold();
    blob.arrayBuffer().then((bytes) => {
      if (this.#readyState === OPEN) this.#fireMessage(bytes);
      this.#release();
    });
  }

  #handleClose({ code, reason, wasClean }) {
    this.#readyState = CLOSED;
    const init = { code: code || NO_CLOSE_FRAME, reason: String(reason), wasClean };
    if (!this.#hasFailed) return this.#fire(new CloseEvent('close', init));
    this.#fire(new Event('error'));
    // As browsers have it: microtasks run between the two.
    queueMicrotask(() => this.#fire(new CloseEvent('close', init)));
  }

  #fireMessage(data) {
    if (hidesMessages(this)) return;
    this.#fire(new MessageEvent('message', { data, origin: new URL(this.#url).origin }));
  }

  #fire(event) {
    fired.add(event);
    this.dispatchEvent(event);
  }

  static {
    for (const type of ['open', 'message', 'error', 'close']) this.#defineHandler(type);
  }

  static #defineHandler(type) {
    const name = `on${type}`;
    const accessor = {
      get [name]() {
        return this.#handlers[type]?.callback ?? null;
      },
      set [name](value) {
        this.#setHandler(type, Object(value) === value ? value : null);
      },
    };
    Object.defineProperty(this.prototype, name, Object.getOwnPropertyDescriptor(accessor, name));
  }

  // A handler that is replaced keeps its place among the listeners; one that was null in between gets a new one.
  #setHandler(type, callback) {
    const handler = this.#handlers[type];
    if (handler && callback) {
      handler.callback = callback;
    } else if (handler) {
      this.removeEventListener(type, handler.listener);
      delete this.#handlers[type];
    } else if (callback) {
      this.#handlers[type] = new Handler(callback);
      this.addEventListener(type, this.#handlers[type].listener);
    }
  }
}

/** The listener behind an event handler attribute. */
class Handler {
  constructor(callback) {
    this.callback = callback;
    // A function: Node reports the errors of listeners that are objects late.
    this.listener = (event) => this.#handle(event);
  }

  #handle(event) {
    if (typeof this.callback === 'function' && Reflect.apply(this.callback, event.currentTarget, [event]) === false) {
      event.preventDefault();
    }
  }
}

// Node 20 and 22 have none.
const CloseEvent = globalThis.CloseEvent ?? class CloseEvent extends Event {
  #init;

  constructor(type, init = {}) {
    super(type, init);
    this.#init = { code: init.code ?? 0, reason: init.reason ?? '', wasClean: Boolean(init.wasClean) };
  }

  get code() {
    return this.#init.code;
  }

  get reason() {
    return this.#init.reason;
  }

  get wasClean() {
    return this.#init.wasClean;
  }
};

// A fake class of the kind that tests write: it connects to nothing, and the test says what happens.

/** The fakes that have been made, the newest last. */
export const made = [];

export class Fake extends EventTarget {
  static CONNECTING = 0;
  static OPEN = 1;
  static CLOSING = 2;
  static CLOSED = 3;
  CONNECTING = 0;
  OPEN = 1;
  CLOSING = 2;
  CLOSED = 3;
  readyState = 0;
  bufferedAmount = 0;
  protocol = '';
  extensions = '';
  binaryType = 'blob';
  onopen = null;
  onmessage = null;
  onerror = null;
  onclose = null;
  sent = [];

  constructor(url, protocols) {
    super();
    this.url = String(url);
    this.protocols = protocols;
    made.push(this);
  }

  send(data) {
    this.sent.push(data);
  }

  /** Ends a connection that is being established, as every class does. Otherwise the test says when the server has answered. */
  close() {
    if (this.readyState === 0) Promise.resolve().then(() => this.end());
    this.readyState = Math.max(this.readyState, 2);
  }

  /** What a test has the server do. */
  open() {
    this.readyState = 1;
    this.#fire('open');
  }

  receive(data) {
    this.#fire('message', { data });
  }

  end(code = 1006, reason = '', wasClean = false) {
    this.readyState = 3;
    if (!wasClean) this.#fire('error');
    this.#fire('close', { code, reason, wasClean });
  }

  #fire(type, members) {
    const event = Object.assign(new Event(type), members);
    this[`on${type}`]?.(event);
    this.dispatchEvent(event);
  }
}

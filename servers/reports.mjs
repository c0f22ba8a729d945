// What the server saw of each connection, for the tests at the other end.
import { setTimeout as sleep } from 'node:timers/promises';

/** The newest connections that came in with an id. */
export class Reports {
  #byId = new Map();

  /** The report of the newest connection with this id; one that has seen nothing if none has come in yet. */
  find(id) {
    return this.#byId.get(id) ?? this.#add(id);
  }

  /** Starts the report of a connection that comes in now. Without an id nobody can ask for it. */
  begin(id) {
    if (id === undefined) return new Report();
    const waitedFor = this.#byId.get(id);
    return waitedFor && !waitedFor.hasBegun ? waitedFor : this.#add(id);
  }

  #add(id) {
    const report = new Report();
    this.#byId.delete(id);
    this.#byId.set(id, report);
    if (this.#byId.size > KEPT_REPORTS) this.#byId.delete(this.#byId.keys().next().value);
    return report;
  }
}

/** What the server saw of one connection. Every `handle…` is called as it happens. */
export class Report {
  #requestedProtocols = null;
  #opened = false;
  #messages = 0;
  #bytes = 0;
  #closeFrameBody = null;
  #closed = false;
  #handleClosedOnce;
  #whenClosed = new Promise((resolve) => {
    this.#handleClosedOnce = resolve;
  });

  hasBegun = false;

  handleHandshake(request) {
    this.hasBegun = true;
    this.#requestedProtocols = request.headers['sec-websocket-protocol'] ?? null;
  }

  handleOpened() {
    this.#opened = true;
  }

  handleMessage(data) {
    this.#messages += 1;
    this.#bytes += data.length;
  }

  handleCloseFrame(body) {
    this.#closeFrameBody = body;
  }

  handleTcpClosed() {
    this.#closed = true;
    this.#handleClosedOnce();
  }

  /** Resolves when the TCP connection has ended, or after this time. */
  async closedWithin(milliseconds) {
    const timer = new AbortController();
    await Promise.race([this.#whenClosed, sleep(milliseconds, undefined, { signal: timer.signal }).catch(() => {})]);
    timer.abort();
  }

  /** What /report answers. Without a Close frame (so far), `closeCode` and `closeBodyHex` are null; an empty one is 1005 and ''. */
  toJSON() {
    const body = this.#closeFrameBody;
    return {
      requestedProtocols: this.#requestedProtocols,
      opened: this.#opened,
      messages: this.#messages,
      bytes: this.#bytes,
      closeCode: body && closeCode(body),
      closeReason: body?.toString('utf8', 2) ?? '',
      closeBodyHex: body?.toString('hex') ?? null,
      closed: this.#closed,
    };
  }
}

function closeCode(body) {
  return body.length < 2 ? NO_STATUS : body.readUInt16BE(0);
}

const KEPT_REPORTS = 1000;
/** What RFC 6455 calls the code of a Close frame without one. */
const NO_STATUS = 1005;

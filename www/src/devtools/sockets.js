import { Journal } from '../model/journal.js';
import { Metrics } from '../model/metrics.js';
import { CLOSED, CONNECTING, OPEN } from '../model/ready_state.js';

/**
 * What observe() tells, as the timeline and the charts show it: a session with a journal and metrics for each socket, and one for all. Fires `change` when what is
 * known of the sockets has changed, `select` when another session is selected.
 */
export class Sockets extends EventTarget {
  /** By id: `{ id, url, protocol, state, sent, received, closing, session }`, the newest last. */
  known = new Map();
  all = new Session();
  #selected = this.all;
  /** By id: the sockets themselves, for those who want to do something with them. */
  #sockets = new Map();

  get selected() {
    return this.#selected;
  }

  /** Selects the session of a socket, or that of all if there is no such socket. */
  select(id) {
    this.#selected = this.known.get(id)?.session ?? this.all;
    this.dispatchEvent(new Event('select'));
  }

  /** The socket itself, if it is not closed. */
  socketOf(id) {
    return this.#sockets.get(id);
  }

  /** Looks at what the sockets have buffered, for the charts. */
  look() {
    const now = performance.timeOrigin + performance.now();
    for (const [id, socket] of this.#sockets) {
      const { bufferedAmount } = socket;
      const known = this.known.get(id);
      if (known && bufferedAmount !== known.bufferedAmount) this.#measure(known, now, { bufferedAmount });
    }
  }

  /** Takes a record, of any type. */
  tell(record, socket) {
    TELL[record.type](this, record, socket);
    this.dispatchEvent(new Event('change'));
  }

  add({ id, url, time }, socket) {
    const called = { url, protocols: [] };
    this.known.set(id, {
      id,
      url,
      called,
      protocol: '',
      state: 'connecting',
      sent: 0,
      received: 0,
      bufferedAmount: 0,
      session: new Session(),
    });
    this.#sockets.set(id, socket);
    this.#measure(this.known.get(id), performance.timeOrigin + time);
    this.#record(id, time, {
      direction: 'out',
      kind: 'connect',
      content: `new WebSocket(${JSON.stringify(url)})`,
      called,
    });
    this.#forgetOldest();
  }

  open({ id, protocol, time }) {
    const known = this.known.get(id);
    if (!known) return;
    Object.assign(known, { state: 'open', protocol });
    if (protocol) known.called.protocols.push(protocol);
    this.#measure(known, performance.timeOrigin + time);
    this.#record(id, time, { direction: 'in', kind: 'open', content: `protocol ${JSON.stringify(protocol)}` });
  }

  message({ id, direction, bytes, content, time }, socket) {
    const known = this.known.get(id);
    if (!known) return;
    known[direction] += 1;
    const at = performance.timeOrigin + time;
    for (const { metrics } of [this.all, known.session]) metrics[direction](at, bytes);
    if (direction === 'sent') this.#measure(known, at, { bufferedAmount: socket.bufferedAmount });
    const kind = typeof content === 'string' ? 'text' : content.constructor.name;
    this.#record(id, time, { direction: direction === 'sent' ? 'out' : 'in', kind, data: content, size: bytes });
  }

  close({ id, code, reason, wasClean, meaning, time }) {
    const known = this.known.get(id);
    this.#sockets.delete(id);
    if (!known) return;
    Object.assign(known, { state: 'closed', closing: `${code} ${meaning}` });
    this.#measure(known, performance.timeOrigin + time, { bufferedAmount: 0 });
    const how = wasClean ? 'clean' : 'not clean';
    const content = `code ${code}, ${meaning}, reason ${JSON.stringify(reason)}, ${how}`;
    this.#record(id, time, { direction: 'in', kind: 'close', content });
  }

  // Of all sockets: what they have buffered together, and whether one of them is open, or will be.
  #measure(known, time, { bufferedAmount = known.bufferedAmount } = {}) {
    known.bufferedAmount = bufferedAmount;
    known.session.metrics.looked(time, { bufferedAmount, readyState: READY_STATES[known.state] });
    const all = { bufferedAmount: 0, readyState: CLOSED };
    for (const id of this.#sockets.keys()) {
      const each = this.known.get(id);
      if (!each) continue;
      all.bufferedAmount += each.bufferedAmount;
      if (each.state === 'open') all.readyState = OPEN;
      else if (all.readyState === CLOSED) all.readyState = CONNECTING;
    }
    this.all.metrics.looked(time, all);
  }

  #record(id, time, entry) {
    const made = { time: performance.timeOrigin + time, connection: id, ...entry };
    this.all.journal.add(made);
    this.known.get(id).session.journal.add(made);
  }

  // Of those that are closed.
  #forgetOldest() {
    if (this.known.size <= MOST_KNOWN) return;
    for (const { id, state, session } of this.known.values()) {
      if (state !== 'closed' || session === this.#selected) continue;
      this.known.delete(id);
      return;
    }
  }
}

/** What the timeline and the charts show. */
class Session extends EventTarget {
  journal = new Journal();
  metrics = new Metrics();
}

const TELL = {
  created: (sockets, record, socket) => sockets.add(record, socket),
  opened: (sockets, record) => sockets.open(record),
  message: (sockets, record, socket) => sockets.message(record, socket),
  closed: (sockets, record) => sockets.close(record),
};

const READY_STATES = { connecting: CONNECTING, open: OPEN, closed: CLOSED };

const MOST_KNOWN = 200;

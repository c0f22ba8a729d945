import { InputError, utf8Length } from './bytes.js';
import { WindowLink } from './links/in_window.js';
import { WorkerLink } from './links/in_worker.js';
import { Metrics } from './metrics.js';

import { Journal } from './journal.js';

const LINKS = { window: WindowLink, worker: WorkerLink };

/**
 * One tab: a profile (see profile.js), the connection that is made by it, and what has happened. Fires `figures` when what is
 * known of the socket may have changed.
 *
 * Every command rejects with what the class throws, after writing it into the journal.
 */
export class Session extends EventTarget {
  journal = new Journal();
  metrics = new Metrics();
  /** As SocketOwner's figures; null before the first connection. */
  figures = null;
  /** The last close event's `{ code, reason, wasClean }`, null while there is none; and how long the handshake took, in ms. */
  closing = null;
  handshake = null;
  #profile;
  #link = null;
  #place;
  #count = 0;
  #connectedAt = 0;

  constructor(profile) {
    super();
    this.#profile = profile;
  }

  get profile() {
    return this.#profile;
  }

  /** Takes a new profile; a binary type holds for the connection there is, the rest for the next one. */
  async update(changes) {
    this.#profile = { ...this.#profile, ...changes };
    if (changes.binaryType && this.figures) await this.#command('setBinaryType', [changes.binaryType], `binaryType = ${JSON.stringify(changes.binaryType)}`, 'set');
  }

  /** Which connection of this session it is. */
  get count() {
    return this.#count;
  }

  /** Opens a connection by the profile; the one before is closed, once the new one exists. */
  async connect() {
    const { implementation, url, protocols, binaryType, place } = this.#profile;
    const call = constructorCall(url, protocols);
    const before = this.#link;
    const link = this.#linkFor(place);
    await this.#journalled(call, async () => {
      this.#connectedAt = now();
      try {
        this.figures = await link.call('connect', { implementation, url, protocols, binaryType });
      } catch (error) {
        if (link !== before) link.end();
        throw error;
      }
    }, this.#count + 1);
    if (before && link !== before) before.end();
    this.#link = link;
    this.#place = place;
    this.#count += 1;
    this.closing = null;
    this.handshake = null;
    this.#record('out', 'connect', { content: call });
    this.#changed();
  }

  /** Sends text, an ArrayBuffer, a view or a Blob. */
  async send(data) {
    const size = sizeOf(data);
    const isDropped = this.figures?.readyState > WebSocket.OPEN;
    await this.#command('send', [data]);
    this.metrics.sent(now(), size);
    this.#record('out', kindOf(data), { data, size, content: isDropped ? 'dropped, the socket is closing or closed' : '' });
  }

  /** Closes with exactly these arguments. */
  async close(...args) {
    await this.#command('close', args, closeCall(args), 'close');
  }

  /** Asks anew what is known of the socket. */
  async look() {
    if (!this.#link) return;
    this.figures = await this.#link.call('figures');
    this.#changed();
  }

  /** The tab is gone: nothing of it goes on. */
  end() {
    this.#link?.end();
    this.#link = null;
  }

  #linkFor(place) {
    if (this.#link && this.#place === place) return this.#link;
    const link = new LINKS[place]((event) => { if (link === this.#link) this.#take(event); });
    return link;
  }

  async #command(command, args, call = `${command}()`, kind = undefined) {
    if (!this.#link) throw new InputError('There is no socket yet: connect first.');
    await this.#journalled(call, async () => { this.figures = await this.#link.call(command, ...args); });
    if (kind) this.#record('out', kind, { content: call });
    this.#changed();
  }

  /** What the socket has fired. */
  #take({ type, time, figures, ...details }) {
    this.figures = figures;
    if (type === 'message') {
      const { data } = details;
      const size = sizeOf(data);
      this.metrics.received(time, size);
      this.#record('in', kindOf(data), { time, data, size });
    } else {
      if (type === 'open') this.handshake = time - this.#connectedAt;
      if (type === 'close') this.closing = details;
      this.#record('in', type, { time, content: CONTENT[type](details) });
    }
    this.#changed();
  }

  async #journalled(call, command, connection = this.#count) {
    try {
      await command();
    } catch (error) {
      this.#record('local', 'exception', { content: `${call} threw ${error.name}: ${error.message}`, connection });
      throw error;
    }
  }

  #record(direction, kind, rest) {
    this.journal.add({ time: now(), connection: this.#count, direction, kind, ...rest });
  }

  #changed() {
    if (this.figures) this.metrics.looked(now(), this.figures);
    this.dispatchEvent(new Event('figures'));
  }
}

const now = () => performance.timeOrigin + performance.now();

const kindOf = (data) => (typeof data === 'string' ? 'text' : data.constructor.name);

function sizeOf(data) {
  if (typeof data === 'string') return utf8Length(data);
  return data instanceof Blob ? data.size : data.byteLength;
}

/** How the call of the constructor looks in a program. */
function constructorCall(url, protocols) {
  return `new WebSocket(${[url, ...(protocols.length > 0 ? [protocols] : [])].map((arg) => JSON.stringify(arg)).join(', ')})`;
}

/** How the call of `close` looks in a program. */
function closeCall(args) {
  return `close(${args.map((arg) => (arg === undefined ? 'undefined' : JSON.stringify(arg))).join(', ')})`;
}

const CONTENT = {
  open: ({ protocol, extensions }) => `protocol ${JSON.stringify(protocol)}, extensions ${JSON.stringify(extensions)}`,
  error: () => 'the connection failed',
  close: ({ code, reason, wasClean }) => `code ${code}, reason ${JSON.stringify(reason)}, ${wasClean ? 'clean' : 'not clean'}`,
};

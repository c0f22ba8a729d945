import { InputError, utf8Length } from './bytes.js';
import { Journal } from './journal.js';
import { Metrics } from './metrics.js';
import { OPEN } from './ready_state.js';

/**
 * One tab: a profile (see profile.js), the connection that is made by it, and what has happened. Fires `figures` when what is
 * known of the socket may have changed. `links` are the places where the socket can live, as in links/links.js.
 *
 * Every command rejects with what the class throws, after writing it into the journal.
 */
export class Session extends EventTarget {
  journal = new Journal();
  metrics = new Metrics();
  /** As SocketOwner's figures; null before the first connection, and when the socket is lost with its worker. */
  figures = null;
  /** The last close event's `{ code, reason, wasClean }`, null while there is none; and how long the handshake took, in ms. */
  closing = null;
  handshake = null;
  #profile;
  #links;
  #link = null;
  #place = null;
  #count = 0;
  /** While a connection is being made, a promise of its end. */
  #connecting = null;
  #isLooking = false;
  #isEnded = false;

  constructor(profile, links) {
    super();
    this.#profile = profile;
    this.#links = links;
  }

  get profile() {
    return this.#profile;
  }

  /** Takes changes to the profile at once; a binary type goes to the socket there is, too, the rest is for the next one. */
  async update(changes) {
    this.#profile = { ...this.#profile, ...changes };
    const { binaryType } = changes;
    if (!binaryType || !(this.#link || this.#connecting)) return;
    const call = `binaryType = ${JSON.stringify(binaryType)}`;
    await this.#command('setBinaryType', [binaryType], call, ({ time, connection }) =>
      this.#record('out', 'set', { time, connection, content: call }),
    );
  }

  /** The number of the connection in this session. */
  get count() {
    return this.#count;
  }

  /** Opens a connection with the profile, and then closes the previous one. */
  async connect() {
    while (this.#connecting) await this.#connecting;
    let finish = (_) => {};
    this.#connecting = new Promise((resolve) => {
      finish = resolve;
    });
    try {
      await this.#connect();
    } finally {
      this.#connecting = null;
      finish(undefined);
    }
  }

  /** Sends text, an ArrayBuffer, a view or a Blob. */
  async send(data) {
    const size = sizeOf(data);
    await this.#command('send', [data], 'send()', ({ time, connection, figures }) => {
      this.metrics.sent(time, size);
      const content = figures.readyState > OPEN ? 'dropped, because the socket is closing or closed' : '';
      this.#record('out', kindOf(data), { time, connection, data, size, content });
    });
  }

  /** Closes with exactly these arguments. */
  async close(...args) {
    const call = closeCall(args);
    await this.#command('close', args, call, ({ time, connection }) =>
      this.#record('out', 'close', { time, connection, content: call }),
    );
  }

  /** Updates the figures of the socket. Never rejects. */
  async look() {
    const link = this.#link;
    if (!link || this.#isLooking) return;
    this.#isLooking = true;
    try {
      const { figures } = await link.call('look');
      if (link === this.#link) this.#know(figures);
    } catch {
      // A lost link reports that itself.
    } finally {
      this.#isLooking = false;
    }
  }

  /** The tab is gone: closes its socket and ignores it from now on. */
  end() {
    this.#isEnded = true;
    this.#link?.end();
    this.#link = null;
  }

  async #connect() {
    const { implementation, url, protocols, binaryType, place } = this.#profile;
    const call = constructorCall(url, protocols);
    const connection = this.#count + 1;
    const before = this.#link;
    let link = before;
    let made;
    try {
      made = await this.#journalled(call, connection, async () => {
        if (!before || place !== this.#place) link = this.#newLink(place);
        return link.call('connect', { implementation, url, protocols, binaryType, connection });
      });
    } catch (error) {
      if (link !== before) link.end();
      throw error;
    }
    if (this.#isEnded) return link.end();
    if (link !== before) before?.end();
    this.#link = link;
    this.#place = place;
    this.#count = connection;
    this.closing = null;
    this.handshake = null;
    this.#record('out', 'connect', { time: made.time, content: call, called: { url, protocols } });
    return this.#know(made.figures);
  }

  #newLink(place) {
    const link = new this.#links[place](
      (event) => this.#take(event),
      (error) => this.#lose(link, error),
    );
    return link;
  }

  /** Runs a command of the socket. `done` gets the answer of the link and the number of the connection. */
  async #command(command, args, call, done) {
    while (this.#connecting) await this.#connecting;
    const link = this.#link;
    if (!link) throw new InputError('There is no connection yet. Connect first.');
    const connection = this.#count;
    const { time, figures } = await this.#journalled(call, connection, () => link.call(command, ...args));
    done({ time, connection, figures });
    if (link === this.#link) this.#know(figures);
  }

  /** Takes an event of the newest socket, or of the previous one while it closes. */
  #take({ type, time, connection, figures, ...details }) {
    if (this.#isEnded) return;
    const isNewest = connection === this.#count;
    if (type === 'message') {
      const { data } = details;
      const size = sizeOf(data);
      if (isNewest) this.metrics.received(time, size);
      this.#record('in', kindOf(data), { time, connection, data, size });
    } else {
      if (type === 'open' && isNewest) this.handshake = time - figures.connectedAt;
      if (type === 'close' && isNewest) this.closing = details;
      this.#record('in', type, { time, connection, content: CONTENT[type](details) });
    }
    if (isNewest) this.#know(figures);
  }

  /** The worker of the socket is lost, and the socket with it. */
  #lose(link, error) {
    if (link !== this.#link) return;
    this.#link = null;
    this.figures = null;
    this.#record('local', 'exception', { content: error.message });
    this.dispatchEvent(new Event('figures'));
  }

  async #journalled(call, connection, command) {
    try {
      return await command();
    } catch (error) {
      this.#record('local', 'exception', { content: `${call} threw ${error.name}: ${error.message}`, connection });
      throw error;
    }
  }

  #record(direction, kind, { time = now(), connection = this.#count, ...rest }) {
    this.journal.add({ time, connection, direction, kind, ...rest });
  }

  #know(figures) {
    this.figures = figures;
    this.metrics.looked(now(), figures);
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
  close: ({ code, reason, wasClean }) =>
    `code ${code}, reason ${JSON.stringify(reason)}, ${wasClean ? 'clean' : 'not clean'}`,
};

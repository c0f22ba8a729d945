import { preview } from './preview.js';

/** One socket, of either class: everything it is asked and everything it fires goes into the journal. */
export class Connection {
  #implementation;
  #number;
  #journal;
  #socket;
  #inspector;

  /** Throws what the class throws; nothing of this connection is in the journal then. */
  constructor({ implementation, number, journal, url, protocols, binaryType }) {
    this.#implementation = implementation;
    this.#number = number;
    this.#journal = journal;
    implementation.use();
    // What any page would write: the class is whatever is installed.
    this.#socket = protocols.length > 0 ? new WebSocket(url, protocols) : new WebSocket(url);
    this.#socket.binaryType = binaryType;
    this.#inspector = implementation.inspect?.(this.#socket) ?? null;
    this.#record('out', 'connect', { content: `${implementation.name}: ${constructorCall(url, protocols)}` });
    for (const type of ['open', 'message', 'error', 'close']) this.#socket.addEventListener(type, this);
  }

  send(data) {
    this.#socket.send(data);
    const dropped = this.#socket.readyState > WebSocket.OPEN;
    this.#recordMessage('out', data, dropped ? 'dropped, the socket is closing or closed: ' : '');
  }

  close(...args) {
    this.#socket.close(...args);
    this.#record('out', 'close', { content: closeCall(args) });
  }

  /** Lets go of the inspector: the figures of this connection are not wanted any more. Its events still are. */
  retire() {
    if (this.#socket.readyState < WebSocket.CLOSING) this.close();
    this.#inspector?.detach();
    this.#inspector = null;
  }

  set binaryType(type) {
    this.#socket.binaryType = type;
    this.#record('out', 'set', { content: `binaryType = ${JSON.stringify(type)}` });
  }

  /** Everything that can be known about the socket now, as plain data. */
  get figures() {
    const { readyState, bufferedAmount, binaryType, protocol, extensions, url } = this.#socket;
    return {
      implementation: this.#implementation.name,
      number: this.#number,
      readyState, bufferedAmount, binaryType, protocol, extensions, url,
      inspection: this.#inspector?.snapshot() ?? null,
    };
  }

  /** The EventListener interface: the four events of the socket arrive here. */
  handleEvent(event) {
    if (event.type === 'message') this.#recordMessage('in', event.data);
    else this.#record('in', event.type, { content: EVENT_CONTENT[event.type](event) });
  }

  #recordMessage(direction, data, note = '') {
    const { type, size, content, readLater } = preview(data);
    const id = this.#record(direction, type, { size, content: note + content });
    readLater?.then((text) => this.#journal.amend(id, { content: note + text }));
  }

  #record(direction, kind, rest) {
    return this.#journal.add({ socket: this.#number, direction, kind, ...rest });
  }
}

/** How the call of the constructor looks in a program. */
export function constructorCall(url, protocols) {
  return `new WebSocket(${[url, ...(protocols.length > 0 ? [protocols] : [])].map((arg) => JSON.stringify(arg)).join(', ')})`;
}

/** How the call of `close` looks in a program. */
export function closeCall(args) {
  return `close(${args.map((arg) => (arg === undefined ? 'undefined' : JSON.stringify(arg))).join(', ')})`;
}

const EVENT_CONTENT = {
  open: ({ target }) => `protocol ${JSON.stringify(target.protocol)}, extensions ${JSON.stringify(target.extensions)}`,
  // The standard keeps the reason of a failure from pages.
  error: () => 'the connection failed',
  close: ({ code, reason, wasClean }) => `code ${code}, reason ${JSON.stringify(reason)}, ${wasClean ? 'clean' : 'not clean'}`,
};

// Runs a script on a class. Between two waits everything is one task, so that no event can come in between: the same class on
// the same server gives the same record.
import { formatHex, utf8Length } from '../../model/bytes.js';

const PATIENCE_MS = 5_000;

/**
 * Runs commands of script.js on this class; resolves to a record for each, and one for the end of the script, as
 * `{ line, source, result, events }`. A result is `{ text, message }`, an event `{ type, text }`; `text` is what can be compared,
 * `message` how the class words an error. `events` are those that came after the command and before the next one.
 *
 * At the end, and before another connection, one that is closing is waited for, any other is let go.
 */
export async function runScript(commands, WebSocket, serverUrl) {
  const run = new Run(WebSocket, serverUrl);
  for (const command of commands) {
    if (command.name === 'connect') await run.closed();
    run.begin(command);
    run.settle(await run.act(command));
  }
  run.begin({ line: null, source: 'end of the script' });
  run.settle(await run.end());
  return run.finished();
}

class Run {
  #WebSocket;
  #serverUrl;
  #records = [];
  #socket = null;
  /** The events of this socket, and how many of them have been waited for. */
  #events = [];
  #seen = 0;
  #onEvent = () => {};
  #reading = [];

  constructor(WebSocket, serverUrl) {
    this.#WebSocket = WebSocket;
    this.#serverUrl = serverUrl;
  }

  begin({ line, source }) {
    this.#records.push({ line, source, result: null, events: [] });
  }

  settle(result) {
    this.#records.at(-1).result = result;
  }

  /** No promise but of `wait`: what follows a command has to be in the same task. */
  act({ name, args }) {
    if (name === 'connect') return attempt(() => this.#connect(...args));
    if (!this.#socket) return { text: 'no socket' };
    if (name === 'wait') return this.#wait(args[0]);
    return attempt(() => ACTS[name](this.#socket, ...args));
  }

  /** Waits for the end of a connection that is closing. */
  async closed() {
    if (this.#socket?.readyState >= this.#WebSocket.CLOSING && !this.#hasClosed()) await this.#wait('close');
  }

  async end() {
    if (!this.#socket) return { text: 'no socket' };
    await this.closed();
    const { readyState } = this.#socket;
    this.#letGo();
    return { text: `readyState ${readyState}` };
  }

  /** The records, when Blobs that came have been read. */
  async finished() {
    await Promise.all(this.#reading);
    return this.#records;
  }

  #connect({ text, isOnServer }, ...rest) {
    const url = isOnServer ? this.#serverUrl.replace(/\/$/, '') + text : text;
    this.#letGo();
    this.#socket = new this.#WebSocket(url, ...rest);
    for (const type of ['open', 'message', 'error', 'close']) this.#socket.addEventListener(type, this);
  }

  /** The EventListener interface. */
  handleEvent(event) {
    const entry = { type: event.type, text: `${event.type}${DETAILS[event.type](event)}` };
    if (event.data instanceof Blob)
      this.#reading.push(
        contentOf(event.data).then((content) => {
          entry.text = `message ${content}`;
        }),
      );
    this.#records.at(-1).events.push(entry);
    this.#events.push(entry);
    this.#onEvent();
  }

  async #wait(type) {
    const found = () => this.#events.findIndex((entry, index) => index >= this.#seen && entry.type === type);
    if (found() < 0 && !this.#hasClosed()) {
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, PATIENCE_MS);
        this.#onEvent = () => {
          if (found() < 0 && !this.#hasClosed()) return;
          clearTimeout(timer);
          resolve(undefined);
        };
      });
      this.#onEvent = () => {};
    }
    if (found() < 0)
      return {
        text: this.#hasClosed() ? `no ${type}, the connection is closed` : `no ${type} within ${PATIENCE_MS / 1000} s`,
      };
    this.#seen = found() + 1;
    return { text: `${type} fired` };
  }

  #hasClosed() {
    return this.#events.some(({ type }) => type === 'close');
  }

  #letGo() {
    if (!this.#socket) return;
    for (const type of ['open', 'message', 'error', 'close']) this.#socket.removeEventListener(type, this);
    if (this.#socket.readyState < this.#WebSocket.CLOSING) this.#socket.close();
    this.#socket = null;
    this.#events = [];
    this.#seen = 0;
  }
}

const ACTS = {
  send: (socket, text) => socket.send(text),
  bytes: (socket, bytes) => socket.send(bytes.buffer),
  blob: (socket, bytes) => socket.send(new Blob([bytes])),
  close: (socket, ...args) => socket.close(...args),
  binaryType(socket, value) {
    socket.binaryType = value;
  },
  read: (socket, ...names) => names.map((name) => `${name} ${JSON.stringify(socket[name])}`).join(', '),
};

function attempt(call) {
  try {
    const value = call();
    return { text: value ?? 'returned' };
  } catch (error) {
    return { text: `threw ${error.name}`, message: error.message };
  }
}

const DETAILS = {
  open: ({ target: { protocol } }) => ` protocol ${JSON.stringify(protocol)}`,
  message: ({ data }) =>
    typeof data === 'string'
      ? ` ${quoted(data)}`
      : data instanceof Blob
        ? ` Blob of ${data.size} bytes`
        : ` ArrayBuffer ${hexOf(data)}`,
  error: ({ target: { readyState } }) => ` readyState ${readyState}`,
  close: ({ code, reason, wasClean }) => ` ${code} ${JSON.stringify(reason)} ${wasClean ? 'clean' : 'not clean'}`,
};

/** The text must contain all that the table compares. A text that is too long to show adds its length. */
function quoted(text) {
  return text.length <= LONGEST
    ? JSON.stringify(text)
    : `${JSON.stringify(text.slice(0, LONGEST))}… of ${utf8Length(text)} bytes`;
}

function hexOf(buffer) {
  const bytes = new Uint8Array(buffer);
  const hex = formatHex(bytes.subarray(0, LONGEST), bytes.length);
  return bytes.length > LONGEST ? `${hex} of ${bytes.length} bytes` : hex;
}

const contentOf = async (blob) => `Blob ${hexOf(await blob.arrayBuffer())}`;

const LONGEST = 200;

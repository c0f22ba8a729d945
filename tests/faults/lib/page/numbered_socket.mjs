// A socket that numbers what it sends, and keeps a record of all that happens to it.
import { DIALECTS } from './dialects.mjs';
import { addToRuns } from './runs.mjs';

const [CLOSING, CLOSED] = [2, 3];
const TYPES = ['open', 'message', 'error', 'close', 'reconnecting', 'giveup', 'overflow', 'undelivered'];

/** What the record keeps of events, beside the type and the ready state that the listener sees. */
const DETAILS = {
  close: ({ code, reason, wasClean }) => ({ code, reason, wasClean }),
  reconnecting: ({ attempt, delay, cause }) => ({ attempt, delay: delay === Infinity ? 'Infinity' : delay, cause }),
  giveup: ({ attempts, cause }) => ({ attempts, cause }),
  overflow: ({ messages, bytes, policy }) => ({ messages, bytes, policy }),
  undelivered: ({ messages, bytes, data }) => ({
    messages,
    bytes,
    numbers: data.map((item) => Number.parseInt(typeof item === 'string' ? item : startOf(item), 10)),
  }),
};

const startOf = (buffer) => new TextDecoder().decode(buffer.slice(0, 16));

/** Of messages at random times, in bytes; the last ones are rare. */
const SIZES = [10, 100, 1_000, 10_000, 50_000];
const RARITY = 8;

export class NumberedSocket {
  #socket;
  #traffic;
  #record = [];
  /** The entries that numbers are added to, by what they have in common; none is older than the last event of another type. */
  #runs = new Map();
  #counts = { ...Object.fromEntries(TYPES.map((type) => [type, 0])), answered: 0, ready: 0 };
  #waiting = new Set();
  #sent = 0;
  #dialect;

  /** `ignored` are types of events that it does not listen for. */
  constructor(Class, url, { heartbeat, dialect = 'numbers', ignored = [], ...options } = {}) {
    this.#dialect = DIALECTS[dialect];
    this.#socket = new Class(url, { ...options, ...(heartbeat && { heartbeat: withPing(heartbeat) }) });
    for (const type of TYPES.filter((one) => !ignored.includes(one)))
      this.#socket.addEventListener(type, (event) => this.#take(event));
  }

  /** Sends messages with the next numbers, each filled up to `size` bytes; returns the last one. What `send()` throws is recorded. */
  send(count, size = 0) {
    for (let index = 0; index < count; index += 1) this.#send((number) => this.#dialect.encode(number, size));
    return this.#sent;
  }

  /** Sends so when the next event of this type comes. */
  sendAt(type, count, size) {
    this.#socket.addEventListener(type, () => this.send(count, size), { once: true });
  }

  /** Sends messages at random times, `every` milliseconds in the mean, most of them small, until `stopTraffic()`. */
  startTraffic(every) {
    this.#traffic = untracked.setTimeout(
      () => {
        this.send(1, SIZES[Math.floor(SIZES.length * Math.random() ** RARITY)]);
        this.startTraffic(every);
      },
      2 * every * Math.random(),
    );
  }

  stopTraffic() {
    untracked.clearTimeout(this.#traffic);
  }

  /**
   * Resolves once there were so many events of a type; for `ready`, once so many connections could take messages; for `answered`,
   * once this number was.
   */
  async until(type, count = 1) {
    while (this.#counts[type] < count) await this.#somethingHappens();
  }

  /** Sends a message that is answered: another one for each connection that ends meanwhile. */
  async exchangeForSure() {
    const ends = this.#counts.close;
    const number = this.send(1);
    while (this.#counts.answered < number && this.#counts.close === ends) await this.#somethingHappens();
    if (this.#counts.answered < number) await this.exchangeForSure();
  }

  /** Has the server of numbered messages close the connection. */
  askForClose(code) {
    this.#send((number) => `${number}:close ${code}`);
  }

  close(...args) {
    this.#note('close()');
    this.#socket.close(...args);
  }

  /** Closes it if it is not closed, and resolves when it is. */
  async closeAndWait() {
    if (this.#socket.readyState < CLOSING) this.close();
    while (this.#socket.readyState !== CLOSED) await this.#somethingHappens();
  }

  reconnect(...args) {
    this.#note('reconnect()');
    this.#socket.reconnect(...args);
  }

  state() {
    const { readyState, bufferedAmount, attempts, undelivered } = this.#socket;
    return { readyState, bufferedAmount, attempts, undelivered };
  }

  /** What has happened since the last call. */
  takeRecord() {
    this.#runs.clear();
    return this.#record.splice(0);
  }

  /** What has happened. */
  record() {
    return this.#record;
  }

  #somethingHappens() {
    return new Promise((resolve) => {
      this.#waiting.add(resolve);
    });
  }

  #send(make) {
    const number = (this.#sent += 1);
    try {
      const message = make(number);
      this.#socket.send(message);
      this.#dialect.spoil?.(message);
      this.#addNumber('send', number);
    } catch ({ name }) {
      this.#note('refused', { number, name });
    }
  }

  #take(event) {
    const { type } = event;
    if (type === 'message') this.#takeMessage(this.#dialect.decode(event.data, (reply) => this.#socket.send(reply)));
    else this.#note(type, DETAILS[type]?.(event));
    if (type === 'open' && this.#dialect.isGreeted) this.#counts.ready += 1;
    this.#counts[type] += 1;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    waiting.forEach((resolve) => resolve());
  }

  #takeMessage({ connection, number, answerTo, isReady }) {
    if (number !== undefined) this.#addNumber('message', number, { connection });
    else if (answerTo !== undefined) this.#addNumber('answer', answerTo);
    this.#counts.answered = answerTo ?? this.#counts.answered;
    if (isReady) this.#counts.ready += 1;
  }

  #note(type, details) {
    this.#runs.clear();
    this.#record.push({ type, readyState: this.#socket.readyState, ...details });
  }

  #addNumber(type, number, details = {}) {
    const { readyState } = this.#socket;
    const key = `${type} ${details.connection} ${readyState}`;
    if (!this.#runs.has(key)) {
      const entry = { type, readyState, ...details, runs: [] };
      this.#runs.set(key, entry);
      this.#record.push(entry);
    }
    addToRuns(this.#runs.get(key).runs, number);
  }
}

/** Our server answers a "ping"; others send pings of their own. */
function withPing({ isSilent, ...times }) {
  return isSilent ? times : { payload: () => 'ping', isAnswer: ({ data }) => data === 'pong', ...times };
}

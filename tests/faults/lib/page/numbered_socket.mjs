// A socket that numbers what it sends, and keeps a record of all that happens to it.
import { DIALECTS } from './dialects.mjs';
import { addToRuns } from './runs.mjs';

const TYPES = ['open', 'message', 'error', 'close', 'reconnecting', 'giveup', 'overflow', 'undelivered'];

/** What the record keeps of events, beside the type and the ready state that the listener sees. */
const DETAILS = {
  close: ({ code, reason, wasClean }) => ({ code, reason, wasClean }),
  reconnecting: ({ attempt, delay, cause }) => ({ attempt, delay: delay === Infinity ? 'Infinity' : delay, cause }),
  giveup: ({ attempts, cause }) => ({ attempts, cause }),
  overflow: ({ messages, bytes, policy }) => ({ messages, bytes, policy }),
  undelivered: ({ messages, bytes, data }) => ({ messages, bytes, numbers: data.map((text) => Number.parseInt(text, 10)) }),
};

export class NumberedSocket {
  #socket;
  #record = [];
  #counts = { ...Object.fromEntries(TYPES.map((type) => [type, 0])), answered: 0, ready: 0 };
  #waiting = new Set();
  #sent = 0;
  #dialect;

  constructor(Class, url, { heartbeat, dialect = 'numbers', ...options } = {}) {
    this.#dialect = DIALECTS[dialect];
    this.#socket = new Class(url, { ...options, ...(heartbeat && { heartbeat: withPing(heartbeat) }) });
    for (const type of TYPES) this.#socket.addEventListener(type, (event) => this.#take(event));
  }

  /** Sends messages with the next numbers, each filled up to `size` bytes. What `send()` throws is in the record. Returns the last number. */
  send(count, size = 0) {
    for (let index = 0; index < count; index += 1) {
      const number = this.#sent += 1;
      try {
        this.#socket.send(this.#dialect.encode(number, size));
        this.#addNumber('send', number);
      } catch ({ name }) {
        this.#record.push({ type: 'refused', number, name });
      }
    }
    return this.#sent;
  }

  /** Sends so when the next event of this type comes. */
  sendAt(type, count, size) {
    this.#socket.addEventListener(type, () => this.send(count, size), { once: true });
  }

  /**
   * Resolves once there were so many events of a type; for `ready`, once so many connections could take messages; for `answered`,
   * once this number was.
   */
  async until(type, count = 1) {
    while (this.#counts[type] < count) await new Promise((resolve) => { this.#waiting.add(resolve); });
  }

  /** Has the server close the connection. */
  askForClose(code) {
    this.#socket.send(`close ${code}`);
  }

  close(...args) {
    this.#note('close()');
    this.#socket.close(...args);
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
    return this.#record.splice(0);
  }

  /** What has happened. */
  record() {
    return this.#record;
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
    this.#record.push({ type, readyState: this.#socket.readyState, ...details });
  }

  /** Numbers that follow one another share an entry. */
  #addNumber(type, number, details = {}) {
    const last = this.#record.at(-1);
    const continues = last?.type === type && last.connection === details.connection && last.readyState === this.#socket.readyState;
    if (continues) addToRuns(last.runs, number);
    else this.#record.push({ type, readyState: this.#socket.readyState, ...details, runs: [[number, number]] });
  }
}

/** Our server answers a "ping"; others send pings of their own. */
const withPing = ({ isSilent, ...times }) => (isSilent ? times : { payload: () => 'ping', isAnswer: ({ data }) => data === 'pong', ...times });

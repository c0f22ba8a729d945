// Does what the policy decides, and reports what comes of it: the transport, the messages, and the one timer are here.
import { checkClose } from '../class.js';
import { copyOf, eventWith, failedClose, report } from './events.js';
import { Fifo } from './fifo.js';
import { keep, lengthOf } from './messages.js';
import { overflowNumber } from './options.js';
import { isOnline, watchSurroundings } from './surroundings.js';

const OPEN = 1;
const TRANSPORT_EVENTS = ['open', 'message', 'error', 'close'];
const BINARY_TYPES = ['blob', 'arraybuffer'];
const CAUSES = ['closed', 'failed', 'heartbeat', 'provider'];
/** What is handed over in the place of a message where a heartbeat sends. */
const PROBE = Symbol();
/** What `setTimeout` takes at most. */
const MAX_TIMEOUT = 2 ** 31 - 1;

const now = () => performance.now();

/** The class of drivers: one for each instance of ReconnectingWebSocket, its `target`. */
export const driverClass = (Policy, WebSocket) => {
  const instances = new FinalizationRegistry((handle) => Policy.release(handle));

  /** By the number of the action; each is given the driver and the figures that go with it. */
  const ACTIONS = [
    undefined,
    (driver, ticket) => driver.ask(ticket),
    (driver) => driver.connect(),
    (driver) => driver.handOver(driver.queue.shift()),
    (driver) => driver.probe(),
    (driver) => driver.transport?.close(...driver.closing),
    (driver) => driver.drop(),
    (driver) => driver.fire('open'),
    (driver) => driver.fire('error'),
    (driver) => driver.fireClose(),
    (driver, ...figures) => driver.fireUndelivered(...figures),
    (driver, attempt) => driver.decide(attempt),
    (driver, attempt, delay, cause) => driver.fire('reconnecting', { attempt, delay, ...driver.reason(cause) }),
    (driver, attempts, _, cause) => driver.fire('giveup', { attempts, ...driver.reason(cause) }),
  ];

  return class Driver {
    /** The latest transport, also when it has ended. */
    transport;
    binaryType = BINARY_TYPES[0];
    /** Code and reason for the transport to be closed with. */
    closing = [];
    /** Messages that wait, and those that the transport was handed and may not have transmitted. */
    queue = new Fifo();
    #handed = new Fifo();
    #target;
    #options;
    #handle;
    /** Where to connect: URL and subprotocols. */
    #address;
    #ticket;
    /** What a provider has thrown. */
    #error;
    /** How the latest connection has ended. */
    #closeEvent;
    #isStarting = true;
    #isDraining = false;
    #isOverflowing = false;
    #timer;
    #timerDue = Infinity;
    #unwatch;

    constructor(target, options) {
      const { firstDelay, growth, maxDelay, jitter, maxAttempts, shouldReconnect, stableTime } = options;
      const { heartbeat: { interval, timeout, payload }, maxQueuedBytes, maxQueuedMessages, overflow } = options;
      this.#target = target;
      this.#options = options;
      this.#handle = Policy.acquire(firstDelay, growth, maxDelay, jitter, maxAttempts, Boolean(shouldReconnect), stableTime,
        interval, timeout, Boolean(payload), maxQueuedBytes, maxQueuedMessages, overflowNumber(overflow));
      instances.register(this, this.#handle);
      if (!options.startClosed) this.#start();
      this.#isStarting = false;
    }

    get readyState() {
      return Policy.ready_state(this.#handle, this.transport?.readyState ?? 0);
    }

    get bufferedAmount() {
      return Policy.buffered_amount(this.#handle, this.transport?.bufferedAmount ?? 0);
    }

    get attempts() {
      return Policy.attempts(this.#handle, now());
    }

    get undelivered() {
      return { messages: Policy.undelivered(this.#handle), bytes: Policy.figure(this.#handle, 0) };
    }

    setBinaryType(value) {
      if (!BINARY_TYPES.includes(value)) return;
      this.binaryType = value;
      if (this.transport) this.transport.binaryType = value;
    }

    send(data) {
      const message = keep(data);
      const length = lengthOf(message);
      this.#look();
      const becomes = Policy.send(this.#handle, length, this.transport?.readyState === OPEN, now());
      if (becomes === -1) this.handOver(message);
      if (becomes >= 0) {
        this.queue.take(becomes);
        this.queue.push(message);
      }
      if (becomes > 0 || becomes === -2 || becomes === -3) this.#tellOverflow();
      if (becomes === -2) throw new DOMException(`There is no room for ${length} bytes: ${this.#limits()} may wait.`, 'QuotaExceededError');
      this.#settle();
    }

    close(code, reason) {
      this.closing = checkClose(code, reason);
      Policy.close(this.#handle);
      this.#drain();
    }

    reconnect(code, reason) {
      this.closing = checkClose(code, reason);
      this.#start();
    }

    ask(ticket) {
      const { url, protocols } = this.#options;
      this.#ticket = ticket;
      const provided = [url, protocols];
      if (!provided.some((provider) => typeof provider === 'function')) return this.#resolve(provided);
      const asked = Promise.resolve().then(() => Promise.all(provided.map((provider) => (typeof provider === 'function' ? provider() : provider))));
      asked.then(
        (address) => ticket === this.#ticket && this.#resolve(address),
        (error) => this.#refuse(ticket, error),
      );
    }

    connect() {
      const [url, protocols] = this.#address;
      const { closeTimeout, connectTimeout, highWaterMark } = this.#options;
      try {
        this.transport = new WebSocket(url, { closeTimeout, connectTimeout, highWaterMark, protocols: protocols ?? undefined });
      } catch (error) {
        if (this.#isStarting) throw error;
        const ticket = this.#ticket;
        // Not while the page is in reconnect().
        queueMicrotask(() => this.#refuse(ticket, error));
        return;
      }
      this.transport.binaryType = this.binaryType;
      for (const type of TRANSPORT_EVENTS) this.transport.addEventListener(type, this.#hear);
    }

    handOver(message, data = message) {
      this.#handed.push(message);
      this.transport.send(data);
    }

    probe() {
      try {
        const data = keep(this.#options.heartbeat.payload());
        if (this.transport.readyState === OPEN && Policy.count_probe(this.#handle, lengthOf(data), now())) this.handOver(PROBE, data);
      } catch (error) {
        report(error);
      }
    }

    drop() {
      this.#look();
      for (const type of TRANSPORT_EVENTS) this.transport.removeEventListener(type, this.#hear);
      this.transport.close();
    }

    decide(attempt) {
      let isWanted = true;
      try {
        isWanted = this.#options.shouldReconnect(this.#closeEvent, attempt) !== false;
      } catch (error) {
        report(error);
      }
      Policy.handle_decision(this.#handle, isWanted);
    }

    fire(type, members) {
      this.#target.dispatchEvent(eventWith(type, members));
    }

    fireClose() {
      this.#closeEvent = this.#hasEnded ? copyOf(this.#hasEnded) : failedClose();
      this.#hasEnded = undefined;
      this.#target.dispatchEvent(this.#closeEvent);
    }

    fireUndelivered(handed, queued, messages, bytes) {
      const data = [...this.#handed.take(handed), ...this.queue.take(queued)].filter((message) => message !== PROBE);
      if (messages) this.fire('undelivered', { messages, bytes, data });
    }

    reason(cause) {
      const name = CAUSES[cause];
      return { cause: name, error: name === 'provider' ? this.#error : undefined };
    }

    /** The event with which the transport has ended, until it is told. */
    #hasEnded;

    #hear = (event) => {
      const { type } = event;
      if (type === 'message') return this.#receive(event);
      if (type === 'error') return this.fire(type);
      this.#look();
      if (type === 'open') {
        Policy.handle_open(this.#handle, now());
      } else {
        this.#hasEnded = event;
        Policy.handle_end(this.#handle, now(), Math.random());
      }
      this.#drain();
    };

    #receive(event) {
      const { isAlive, isAnswer } = this.#options.heartbeat;
      if (tells(isAlive, event, true)) Policy.handle_life(this.#handle, now());
      if (!tells(isAnswer, event, false)) this.#target.dispatchEvent(copyOf(event));
    }

    #start() {
      const { signal } = this.#options;
      Policy.connect(this.#handle, isOnline());
      if (signal?.aborted) Policy.close(this.#handle);
      this.#drain();
    }

    #resolve(address) {
      this.#address = address;
      Policy.handle_resolved(this.#handle, this.#ticket);
      this.#drain();
    }

    #refuse(ticket, error) {
      this.#error = error;
      Policy.handle_unresolved(this.#handle, ticket, now(), Math.random());
      this.#drain();
    }

    // What a listener calls meanwhile is done when the listeners are through: by the drain that is going on.
    #drain() {
      if (this.#isDraining) return;
      this.#isDraining = true;
      try {
        for (let action; (action = Policy.poll_action(this.#handle));) {
          ACTIONS[action](this, ...[0, 1, 2, 3].map((index) => Policy.figure(this.#handle, index)));
        }
      } finally {
        this.#isDraining = false;
      }
      this.#settle();
    }

    // A timer that is set for an earlier time may come: that costs less than setting it anew for each message.
    #settle() {
      const deadline = Policy.deadline(this.#handle);
      if (deadline < this.#timerDue || deadline === Infinity) {
        clearTimeout(this.#timer);
        this.#timerDue = deadline;
        const delay = Math.ceil(Math.min(Math.max(deadline - now(), 0), MAX_TIMEOUT));
        this.#timer = deadline === Infinity ? undefined : setTimeout(this.#handleTime, delay);
      }
      const isActive = Boolean(Policy.is_active(this.#handle));
      if (isActive && !this.#unwatch) {
        this.#unwatch = watchSurroundings(this.#options.signal, (type) => this.#handleSurroundings(type));
      } else if (!isActive && this.#unwatch) {
        this.#unwatch();
        this.#unwatch = undefined;
      }
    }

    #handleTime = () => {
      this.#timerDue = Infinity;
      this.#look();
      Policy.handle_time(this.#handle, now(), Math.random());
      this.#drain();
    };

    #handleSurroundings(type) {
      if (type === 'abort') Policy.close(this.#handle);
      else if (type.endsWith('line')) Policy.handle_network(this.#handle, type === 'online', now(), Math.random());
      else Policy.handle_resume(this.#handle, now());
      this.#drain();
    }

    // What has been transmitted need not be kept.
    #look() {
      if (!this.#handed.isEmpty) this.#handed.take(Policy.handle_transmitted(this.#handle, this.transport.bufferedAmount));
    }

    #tellOverflow() {
      if (this.#isOverflowing) return;
      this.#isOverflowing = true;
      queueMicrotask(() => {
        this.#isOverflowing = false;
        const messages = Policy.take_overflow(this.#handle);
        this.fire('overflow', { messages, bytes: Policy.figure(this.#handle, 0), policy: this.#options.overflow });
      });
    }

    #limits() {
      const { maxQueuedBytes, maxQueuedMessages } = this.#options;
      return `${maxQueuedBytes} bytes and ${maxQueuedMessages} messages`;
    }
  };
};

/** What a function of the page says of a message. */
function tells(ask, event, otherwise) {
  try {
    return ask ? Boolean(ask(event)) : otherwise;
  } catch (error) {
    report(error);
    return otherwise;
  }
}

// Does what the policy decides, and reports what comes of it: the transport, the messages, and the one timer are here.
import { checkClose } from '../class.js';
import { abandon } from '../events.js';
import { Alarm, now } from './alarm.js';
import { callSafely, copyOf, eventWith, failedClose } from './made_events.js';
import { Fifo } from './fifo.js';
import { keep, lengthOf } from './messages.js';
import { CLOSE, CONNECT, DECIDED, DROPPED_NEWEST, ENDED, HANDED_OVER, LIFE, NETWORK, OPENED, REFUSED, RESUMED, TIME } from './numbers.js';
import { policyOf } from './options.js';
import { provide } from './providers.js';
import { isOnline, isReturn, watchSurroundings } from './surroundings.js';

const OPEN = 1;
const TRANSPORT_EVENTS = ['open', 'message', 'error', 'close'];
const BINARY_TYPES = ['blob', 'arraybuffer'];
const CAUSES = ['closed', 'failed', 'heartbeat', 'provider'];
/** What is handed over in the place of a message where a heartbeat sends. */
const PROBE = Symbol();

/** The class of drivers: one for each instance of ReconnectingWebSocket, its `target`. */
export const driverClass = (Policy, WebSocket) => {
  const instances = new FinalizationRegistry((handle) => Policy.release(handle));

  return class Driver {
    binaryType = BINARY_TYPES[0];
    undelivered = { messages: 0, bytes: 0 };
    #target;
    #options;
    #handle;
    /** The latest transport, also when it has ended. */
    #transport;
    /** Code and reason for it to be closed with. */
    #closing = [];
    /** Messages that wait, and those that it was handed and may not have transmitted. */
    #queue = new Fifo();
    #handed = new Fifo();
    /** Where to connect: URL and subprotocols; or what a provider has thrown. */
    #address;
    #error;
    #ticket;
    /** How the latest connection has ended: the transport's event until it is told, then ours. */
    #ending;
    #closeEvent;
    #isStarting = true;
    #isDraining = false;
    #isOverflowing = false;
    #isWatching = false;
    #alarm = new Alarm(() => {
      this.#look();
      this.#tell(TIME);
    });

    constructor(target, options) {
      this.#target = target;
      this.#options = options;
      this.#handle = Policy.acquire(...policyOf(options));
      instances.register(this, this.#handle);
      if (!options.startClosed) this.#start();
      this.#isStarting = false;
    }

    get url() {
      return this.#transport?.url ?? '';
    }

    get extensions() {
      return this.#transport?.extensions ?? '';
    }

    get protocol() {
      return this.#transport?.protocol ?? '';
    }

    get readyState() {
      return Policy.ready_state(this.#handle, this.#transport?.readyState ?? 0);
    }

    get bufferedAmount() {
      return Policy.buffered_amount(this.#handle, this.#transport?.bufferedAmount ?? 0);
    }

    get attempts() {
      return Policy.attempts(this.#handle, now());
    }

    setBinaryType(value) {
      if (!BINARY_TYPES.includes(value)) return;
      this.binaryType = value;
      if (this.#transport) this.#transport.binaryType = value;
    }

    send(data) {
      const message = keep(data);
      const length = lengthOf(message);
      this.#look();
      const becomes = Policy.send(this.#handle, length, this.#transport?.readyState === OPEN, now());
      if (becomes === HANDED_OVER) this.#handOver(message);
      if (becomes >= 0) {
        this.#queue.take(becomes);
        this.#queue.push(message);
      }
      if (becomes > 0 || becomes === REFUSED || becomes === DROPPED_NEWEST) this.#tellOverflow();
      if (becomes === REFUSED) {
        const { maxQueuedBytes, maxQueuedMessages } = this.#options;
        throw new DOMException(`There is no room for ${length} bytes: at most ${maxQueuedBytes} bytes and ${maxQueuedMessages} messages may wait.`, 'QuotaExceededError');
      }
      this.#settle();
    }

    close(code, reason) {
      this.#closing = checkClose(code, reason);
      this.#tell(CLOSE);
    }

    reconnect(code, reason) {
      this.#closing = checkClose(code, reason);
      this.#start();
    }

    /** In the order of their numbers in mod.rs; each is given the figures that go with it. */
    #ACTIONS = [
      undefined,
      (ticket) => this.#ask(ticket),
      () => this.#connect(),
      () => this.#handOver(this.#queue.shift()),
      () => this.#probe(),
      () => this.#transport?.close(...this.#closing),
      () => this.#drop(),
      () => this.#fire('open'),
      () => this.#fire('error'),
      () => this.#fireClose(),
      (...figures) => this.#fireUndelivered(...figures),
      (attempt) => this.#decide(attempt),
      (attempt, delay, cause) => this.#fire('reconnecting', { attempt, delay, ...this.#reason(cause) }),
      (attempts, _, cause) => this.#fire('giveup', { attempts, ...this.#reason(cause) }),
    ];

    #start() {
      Policy.tell(this.#handle, CONNECT + isOnline(), 0, 0);
      if (this.#options.signal?.aborted) Policy.tell(this.#handle, CLOSE, 0, 0);
      this.#drain();
    }

    #ask(ticket) {
      const { url, protocols } = this.#options;
      const provided = provide(url, protocols);
      this.#ticket = ticket;
      if (!(provided instanceof Promise)) return this.#resolve(provided);
      provided.then(
        (address) => ticket === this.#ticket && this.#resolve(address),
        (error) => this.#refuse(ticket, error),
      );
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

    #connect() {
      const [url, protocols] = this.#address;
      const { closeTimeout, connectTimeout, highWaterMark } = this.#options;
      try {
        this.#transport = new WebSocket(url, { closeTimeout, connectTimeout, highWaterMark, protocols: protocols ?? undefined });
      } catch (error) {
        if (this.#isStarting) throw error;
        const ticket = this.#ticket;
        // Not while the page is in reconnect().
        queueMicrotask(() => this.#refuse(ticket, error));
        return;
      }
      this.#transport.binaryType = this.binaryType;
      for (const type of TRANSPORT_EVENTS) this.#transport.addEventListener(type, this.#hear);
    }

    #hear = (event) => {
      const { type } = event;
      if (type === 'message') return this.#receive(event);
      if (type === 'error') return this.#fire(type);
      this.#look();
      if (type === 'open') return this.#tell(OPENED);
      this.#ending = event;
      this.#tell(ENDED);
    };

    #receive(event) {
      const { isAlive, isAnswer } = this.#options;
      if (!isAlive || callSafely(() => isAlive(event), true)) this.#tell(LIFE);
      if (!isAnswer || !callSafely(() => isAnswer(event))) this.#target.dispatchEvent(copyOf(event));
    }

    #handOver(message, data = message) {
      this.#handed.push(message);
      this.#transport.send(data);
    }

    #probe() {
      const data = callSafely(() => keep(this.#options.payload()));
      const isSent = data !== undefined && this.#transport.readyState === OPEN && Policy.count_probe(this.#handle, lengthOf(data), now());
      if (isSent) this.#handOver(PROBE, data);
    }

    #drop() {
      this.#look();
      for (const type of TRANSPORT_EVENTS) this.#transport.removeEventListener(type, this.#hear);
      abandon(this.#transport);
    }

    #decide(attempt) {
      const isRefused = callSafely(() => this.#options.shouldReconnect(this.#closeEvent, attempt)) === false;
      this.#tell(DECIDED + !isRefused);
    }

    #fire(type, members) {
      this.#target.dispatchEvent(eventWith(type, members));
    }

    #fireClose() {
      this.#closeEvent = this.#ending ? copyOf(this.#ending) : failedClose();
      this.#ending = undefined;
      this.#target.dispatchEvent(this.#closeEvent);
    }

    #fireUndelivered(handed, queued, messages, bytes) {
      const data = [...this.#handed.take(handed), ...this.#queue.take(queued)].filter((message) => message !== PROBE);
      this.undelivered = { messages: this.undelivered.messages + messages, bytes: this.undelivered.bytes + bytes };
      if (messages) this.#fire('undelivered', { messages, bytes, data });
    }

    #tellOverflow() {
      if (this.#isOverflowing) return;
      this.#isOverflowing = true;
      queueMicrotask(() => {
        this.#isOverflowing = false;
        const messages = Policy.take_overflow(this.#handle);
        this.#fire('overflow', { messages, bytes: Policy.figure(this.#handle, 0), policy: this.#options.overflow });
      });
    }

    #reason(number) {
      const cause = CAUSES[number];
      return { cause, error: cause === 'provider' ? this.#error : undefined };
    }

    // What has been transmitted need not be kept.
    #look() {
      if (!this.#handed.isEmpty) this.#handed.take(Policy.handle_transmitted(this.#handle, this.#transport.bufferedAmount));
    }

    #handleSurroundings = (event) => {
      const { type } = event;
      if (type === 'abort') this.#tell(CLOSE);
      else if (type.endsWith('line')) this.#tell(NETWORK + (type === 'online'));
      else if (isReturn(event)) this.#tell(RESUMED);
    };

    #tell(number) {
      Policy.tell(this.#handle, number, now(), Math.random());
      this.#drain();
    }

    // What a listener calls meanwhile is done when the listeners are through: by the drain that is going on.
    #drain() {
      if (this.#isDraining) return;
      this.#isDraining = true;
      try {
        for (let action; (action = Policy.poll_action(this.#handle));) {
          this.#ACTIONS[action](...[0, 1, 2, 3].map((index) => Policy.figure(this.#handle, index)));
        }
      } finally {
        this.#isDraining = false;
      }
      this.#settle();
    }

    #settle() {
      this.#alarm.set(Policy.deadline(this.#handle));
      const isActive = !!Policy.is_active(this.#handle);
      if (isActive === this.#isWatching) return;
      this.#isWatching = isActive;
      watchSurroundings(isActive ? 'addEventListener' : 'removeEventListener', this.#options.signal, this.#handleSurroundings);
    }
  };
};

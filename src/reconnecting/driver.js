// Does what the policy decides, and reports what comes of it.

import { checkClose } from '../class/class.js';
import { isAborted } from '../host/host.js';
import { DOMException, FinalizationRegistry, takeMethod } from '../platform/captured.js';
import { soon } from '../platform/clock.js';
import { Address } from './address.js';
import { alarm } from './alarm.js';
import { Events } from './events.js';
import { newInspection } from './inspection.js';
import { callSafely } from './made_events.js';
import { copyOfMessage } from './messages.js';
import * as numbers from './numbers.js';
import { Outgoing } from './outgoing.js';
import * as policies from './policy.js';
import { newRoom } from './room.js';
import { isOnline, isReturn, watchSurroundings } from './surroundings.js';
import { Transport } from './transport.js';

const register = takeMethod('FinalizationRegistry', 'register');

/** A function that makes the driver of an instance of ReconnectingWebSocket, its `target`. */
export const drivers = (wasm, WebSocket) => {
  const instances = new FinalizationRegistry(wasm.release_policy);
  return (target, options) => {
    const policy = policies.newPolicy(wasm, options);
    const driver = new Driver(target, options, policy, new Transport(WebSocket, options));
    register(instances, driver, policy.handle);
    driver.begin();
    return driver;
  };
};

class Driver {
  /** The instance's event handlers, for handlers.js. */
  handlers = {};
  /** For `drained()` and `inspect()`. */
  sibling;
  #options;
  #policy;
  #transport;
  #events;
  #outgoing;
  #room = newRoom(this);
  #inspection = newInspection(this);
  #address = new Address();
  #ticket;
  #isStarting = true;
  #isDraining = false;
  #isWatching = false;
  #setAlarm = alarm(() => {
    this.#outgoing.look();
    this.#tell(numbers.REPORT_TIME);
  });

  constructor(target, options, policy, transport) {
    this.#options = options;
    this.#policy = policy;
    this.#transport = transport;
    this.#events = new Events(target, policy);
    this.#outgoing = new Outgoing(policy, transport, this.#inspection);
    this.sibling = { ...this.#room, inspection: this.#inspection };
    transport.hear = (event) => this.#hear(event);
  }

  /** Connects, unless the options say otherwise. */
  begin() {
    if (!this.#options.startClosed) this.#start();
    this.#isStarting = false;
  }

  /** For room.js and inspection.js. */
  get socket() {
    return this.#transport.socket;
  }

  get isActive() {
    return policies.isActive(this.#policy);
  }

  get end() {
    return this.#events.end;
  }

  get queued() {
    return policies.queued(this.#policy);
  }

  /** The instance's own attributes. */
  get url() {
    return this.socket?.url ?? '';
  }

  get extensions() {
    return this.socket?.extensions ?? '';
  }

  get protocol() {
    return this.socket?.protocol ?? '';
  }

  get readyState() {
    return policies.readyState(this.#policy, this.socket?.readyState);
  }

  get bufferedAmount() {
    return policies.bufferedAmount(this.#policy, this.socket?.bufferedAmount);
  }

  get attempts() {
    return policies.attempts(this.#policy);
  }

  get undelivered() {
    return policies.undelivered(this.#policy);
  }

  get binaryType() {
    return this.#transport.binaryType;
  }

  set binaryType(value) {
    this.#transport.binaryType = value;
  }

  send(data) {
    const { becomes, length } = this.#outgoing.send(data);
    const isRefused = becomes === numbers.SENT_REFUSED;
    if (isRefused || becomes === numbers.SENT_QUEUED_FOR_OTHERS || becomes === numbers.SENT_DROPPED_NEWEST) {
      this.#events.fireOverflow(this.#options.overflow);
    }
    if (isRefused) refuse(length, this.#options);
    this.#arm();
  }

  close(code, reason) {
    this.#transport.closeArguments = checkClose(code, reason);
    this.#tell(numbers.REPORT_CLOSE);
  }

  reconnect(code, reason) {
    this.#transport.closeArguments = checkClose(code, reason);
    this.#start();
  }

  #start() {
    const { signal } = this.#options;
    policies.report(this.#policy, isOnline() ? numbers.REPORT_CONNECT_ONLINE : numbers.REPORT_CONNECT_OFFLINE);
    if (signal && isAborted(signal)) policies.report(this.#policy, numbers.REPORT_ABORT);
    this.#drain();
  }

  #hear(event) {
    const { type } = event;
    if (type === 'message') return this.#receive(event);
    if (type === 'error') {
      this.#events.fire(type);
      return this.#tell(numbers.REPORT_ERRORED);
    }
    this.#outgoing.look();
    if (type === 'open') return this.#tell(numbers.REPORT_OPENED);
    this.#events.noteEnd(event);
    this.#tell(numbers.REPORT_ENDED);
  }

  #receive(event) {
    const { isAlive, isAnswer } = this.#options.heartbeat;
    if (!isAlive || callSafely(() => isAlive(event), true)) this.#tell(numbers.REPORT_LIFE);
    if (!isAnswer || !callSafely(() => isAnswer(event))) this.#events.repeat(event);
  }

  #handleSurroundings = (event) => {
    const { type } = event;
    if (type === 'abort') this.#tell(numbers.REPORT_ABORT);
    else if (type === 'online') this.#tell(numbers.REPORT_ONLINE);
    else if (type === 'offline') this.#tell(numbers.REPORT_OFFLINE);
    else if (isReturn(event)) this.#tell(numbers.REPORT_RESUMED);
  };

  #tell(number, ticket) {
    policies.report(this.#policy, number, ticket);
    this.#drain();
  }

  // What a listener calls meanwhile is done when the listeners are through: by the drain that is going on.
  #drain() {
    if (this.#isDraining) return;
    this.#isDraining = true;
    try {
      for (let action; (action = policies.nextAction(this.#policy)); ) this.#act(action);
    } finally {
      this.#isDraining = false;
    }
    this.#arm();
    this.#watch();
  }

  // What throws leaves no other action undone. The constructor throws what its own connection does.
  #act(action) {
    if (this.#isStarting) this.#perform(action);
    else callSafely(() => this.#perform(action));
  }

  #arm() {
    this.#setAlarm(policies.deadline(this.#policy));
    this.#room.look();
  }

  #watch() {
    const { isActive } = this;
    if (isActive === this.#isWatching) return;
    this.#isWatching = isActive;
    const act = isActive ? 'addEventListener' : 'removeEventListener';
    watchSurroundings(act, this.#options.signal, this.#handleSurroundings);
  }

  #perform(action) {
    if (action === numbers.ACTION_ASK_WHERE) this.#askWhere();
    else if (action === numbers.ACTION_CONNECT) this.#connect();
    else if (action === numbers.ACTION_SEND) this.#outgoing.sendWaiting();
    else if (action === numbers.ACTION_PROBE) this.#probe();
    else if (action === numbers.ACTION_CLOSE) this.#transport.close();
    else if (action === numbers.ACTION_DROP) this.#transport.drop();
    else if (action === numbers.ACTION_FIRE_OPEN) this.#events.fire('open');
    else if (action === numbers.ACTION_FIRE_ERROR) this.#events.fire('error');
    else if (action === numbers.ACTION_FIRE_CLOSE) this.#events.fireClose();
    else if (action === numbers.ACTION_REPORT_UNDELIVERED) this.#reportUndelivered();
    else if (action === numbers.ACTION_ASK_WHETHER) this.#askWhether();
    else if (action === numbers.ACTION_FIRE_RECONNECTING) this.#events.fireReconnecting(this.#address.error);
    else this.#events.fireGiveUp(this.#address.error);
  }

  #askWhere() {
    const ticket = policies.figure(this.#policy, 0);
    this.#ticket = ticket;
    const use = () => this.#tell(numbers.REPORT_RESOLVED, ticket);
    this.#address.find(this.#options, use, (error) => this.#fail(ticket, error));
  }

  #fail(ticket, error) {
    this.#address.error = error;
    this.#tell(numbers.REPORT_UNRESOLVED, ticket);
  }

  #connect() {
    const ticket = this.#ticket;
    try {
      this.#transport.connect(this.#address.given);
    } catch (error) {
      if (this.#isStarting) throw error;
      // Not while the page is in reconnect().
      soon(() => this.#fail(ticket, error));
      return;
    }
    this.#inspection.follow(this.socket);
  }

  #probe() {
    const { payload } = this.#options.heartbeat;
    const data = callSafely(() => {
      const made = payload();
      return made === undefined ? made : copyOfMessage(made);
    });
    if (data === undefined) policies.report(this.#policy, numbers.REPORT_UNSENT_PROBE);
    else this.#outgoing.sendProbe(data);
  }

  #askWhether() {
    const attempt = policies.figure(this.#policy, 0);
    const isRefused = callSafely(() => this.#options.shouldReconnect(this.#events.end, attempt)) === false;
    this.#tell(isRefused ? numbers.REPORT_UNWANTED : numbers.REPORT_WANTED);
  }

  #reportUndelivered() {
    const bytes = policies.figure(this.#policy, 4);
    const data = this.#outgoing.takeUndelivered();
    if (!data.length) return;
    this.#room.lose(bytes);
    this.#events.fire('undelivered', { messages: data.length, bytes, data });
  }
}

const refuse = (length, { maxQueuedBytes, maxQueuedMessages }) => {
  throw new DOMException(
    `There is no room for ${length} bytes: at most ${maxQueuedBytes} bytes and ${maxQueuedMessages} messages may wait.`,
    'QuotaExceededError',
  );
};

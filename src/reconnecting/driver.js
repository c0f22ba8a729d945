// Does what the policy decides, and reports what comes of it.

import { checkClose } from '../class/class.js';
import { isAborted } from '../host/host.js';
import { DOMException, FinalizationRegistry, takeMethod } from '../platform/captured.js';
import { soon } from '../platform/clock.js';
import { Address } from './address.js';
import { alarm } from './alarm.js';
import { Events } from './events.js';
import { Incoming } from './incoming.js';
import { newInspection } from './inspection.js';
import { callSafely } from './made_events.js';
import { copyOfMessage } from './messages.js';
import * as numbers from './numbers.js';
import { Outgoing } from './outgoing.js';
import * as policies from './policy.js';
import { adopt } from './relayed.js';
import { newRoom } from './room.js';
import { State } from './state.js';
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
  /** The instance's attributes. */
  state;
  /** For `drained()` and `inspect()`. */
  sibling;
  #options;
  #policy;
  #transport;
  #events;
  #incoming;
  #outgoing;
  #room;
  #inspection;
  #address = new Address();
  #ticket;
  /** Messages may go to the connection without asking the policy. */
  #isDirect = false;
  /** The policy knows that it has to look at what is transmitted. */
  #isLookSet = false;
  #isStarting = true;
  #isDraining = false;
  #isWatching = false;
  #setAlarm = alarm(() => {
    this.#isLookSet = false;
    this.#tell(numbers.REPORT_TIME);
  });

  constructor(target, options, policy, transport) {
    this.#options = options;
    this.#policy = policy;
    this.#transport = transport;
    this.#events = new Events(target, policy);
    this.state = new State(policy, transport, this.#events);
    this.#room = newRoom(this.state);
    this.#inspection = newInspection(this.state);
    this.#incoming = new Incoming(policy, this.#events, options);
    this.#outgoing = new Outgoing(policy, transport, this.#inspection);
    this.sibling = { ...this.#room, inspection: this.#inspection };
    transport.listenTo(
      target,
      (event) => this.#hear(event),
      (event) => this.#incoming.receive(event),
    );
  }

  /** Connects, unless the options say otherwise. */
  begin() {
    if (!this.#options.startClosed) this.#start();
    this.#isStarting = false;
  }

  send(data) {
    const message = copyOfMessage(data);
    if (this.#isDirect && this.#outgoing.sendDirectly(message)) {
      if (!this.#isLookSet) this.#setLook();
      return;
    }
    const { becomes, length } = this.#outgoing.send(message);
    const isRefused = becomes === numbers.SENT_REFUSED;
    if (isRefused || becomes === numbers.SENT_QUEUED_FOR_OTHERS || becomes === numbers.SENT_DROPPED_NEWEST) {
      this.#events.fireOverflow(this.#options.overflow);
    }
    if (isRefused) refuse(length, this.#options);
    this.#arm();
  }

  #setLook() {
    this.#isLookSet = true;
    policies.report(this.#policy, numbers.REPORT_HANDED);
    this.#setAlarm(policies.deadline(this.#policy));
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
    const isBrowserOnline = isOnline();
    this.#incoming.noteNetwork(isBrowserOnline);
    this.#report(isBrowserOnline ? numbers.REPORT_CONNECT_ONLINE : numbers.REPORT_CONNECT_OFFLINE);
    if (signal && isAborted(signal)) this.#report(numbers.REPORT_ABORT);
    this.#drain();
  }

  #hear(event) {
    const { type } = event;
    if (type === 'error') {
      adopt(event);
      this.#events.relay(type, event);
      return this.#tell(numbers.REPORT_ERRORED);
    }
    this.#events.note(event);
    this.#tell(type === 'open' ? numbers.REPORT_OPENED : numbers.REPORT_ENDED);
  }

  #handleSurroundings = (event) => {
    const { type } = event;
    if (type === 'abort') this.#tell(numbers.REPORT_ABORT);
    else if (type === 'online') this.#handleNetwork(true);
    else if (type === 'offline') this.#handleNetwork(false);
    else if (isReturn(event)) this.#tell(numbers.REPORT_RESUMED);
  };

  #handleNetwork(isBrowserOnline) {
    this.#tell(isBrowserOnline ? numbers.REPORT_ONLINE : numbers.REPORT_OFFLINE);
    this.#incoming.noteNetwork(isBrowserOnline);
  }

  #tell(number, ticket) {
    this.#report(number, ticket);
    this.#drain();
  }

  // First what it has not been told.
  #report(number, ticket) {
    this.#isDirect = false;
    this.#outgoing.look();
    this.#incoming.tell();
    policies.report(this.#policy, number, ticket);
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
    this.#isDirect = !this.#isDraining && policies.isDirect(this.#policy);
    this.#room.look();
  }

  #watch() {
    const { isActive } = this.state;
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
    else if (action === numbers.ACTION_FIRE_OPEN) this.#events.fireOpen();
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
    this.#inspection.follow(this.#transport.socket);
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

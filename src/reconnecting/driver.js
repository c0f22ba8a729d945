// Does what the policy decides, and reports what comes of it.

import { whenAborted } from '../class/signal.js';
import { isAborted } from '../host/host.js';
import { FinalizationRegistry, takeGetter, takeMethod } from '../platform/captured.js';
import { soon } from '../platform/clock.js';
import { Alarm } from './alarm.js';
import { Events } from './events.js';
import { Incoming } from './incoming.js';
import { Inspection } from './inspection.js';
import { isLoopback } from './loopback.js';
import { reportAsOfListener } from './made_events.js';
import { copyOfMessage } from './messages.js';
import * as numbers from './numbers.js';
import { Outgoing, refuse } from './outgoing.js';
import * as policies from './policy.js';
import { Questions } from './questions.js';
import { adopt } from './relayed.js';
import { Sibling } from './room.js';
import { State } from './state.js';
import { isHidden, isOnline, isPrerendered, isRestore, isReturn, unwatch, watch } from './surroundings.js';
import { Transport } from './transport.js';

const register = takeMethod('FinalizationRegistry', 'register');
const typeOf = takeGetter('Event', 'type');

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
  #questions;
  /** Messages may go to the connection without asking the policy. */
  #isDirect = false;
  /** The policy knows that it has to look at what is transmitted. */
  #isLookSet = false;
  #isStarting = true;
  #isDraining = false;
  /** The number of the watch over network and page, while there is one; and what ends that over the signal. */
  #watch;
  #ignoreSignal;
  #alarm = new Alarm(() => {
    this.#isLookSet = false;
    this.#tell(numbers.REPORT_TIME);
  });

  constructor(target, options, policy, transport) {
    this.#options = options;
    this.#policy = policy;
    this.#transport = transport;
    this.#events = new Events(target, policy);
    this.state = new State(policy, transport, this.#events);
    this.sibling = new Sibling(this.state, new Inspection(this.state));
    this.#incoming = new Incoming(policy, this.#events, options);
    this.#outgoing = new Outgoing(policy, transport, this.sibling.inspection);
    this.#questions = new Questions(policy, options, this.state, this.#events, this.#outgoing, (number, ticket) =>
      this.#tell(number, ticket),
    );
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
    this.#setAlarm();
  }

  takeQueued() {
    const messages = this.#outgoing.takeQueued();
    this.#arm();
    return messages;
  }

  close(code, reason) {
    this.#transport.closeWith(code, reason);
    this.#questions.cancel();
    this.#tell(numbers.REPORT_CLOSE);
  }

  reconnect(code, reason) {
    this.#transport.closeWith(code, reason);
    this.#start();
  }

  #start() {
    const { signal } = this.#options;
    const isBrowserOnline = isOnline();
    this.#incoming.noteNetwork(isBrowserOnline);
    if (isHidden()) this.#report(numbers.REPORT_HIDDEN);
    if (isPrerendered()) this.#report(numbers.REPORT_CONNECT_LATER);
    else this.#report(isBrowserOnline ? numbers.REPORT_CONNECT_ONLINE : numbers.REPORT_CONNECT_OFFLINE);
    if (signal && isAborted(signal)) this.#report(numbers.REPORT_ABORT);
    this.#drain();
  }

  #hear(event) {
    const type = typeOf(event);
    if (type === 'error') {
      adopt(event);
      this.#events.relay(type, event);
      return this.#tell(numbers.REPORT_ERRORED);
    }
    this.#events.note(type, event);
    // The time to connect is over: a heartbeat has a timer of its own, which is on time also if that is a test's.
    if (type === 'open') this.#alarm.stop();
    this.#tell(type === 'open' ? numbers.REPORT_OPENED : numbers.REPORT_ENDED);
  }

  #handleSurroundings = (event) => {
    const { type } = event;
    if (type === 'online') this.#handleNetwork(true);
    else if (type === 'offline') this.#handleNetwork(false);
    else if (isReturn(event)) this.#tell(numbers.REPORT_RESUMED);
    else if (isRestore(event)) this.#tell(numbers.REPORT_RESTORED);
    if (isHidden()) this.#tell(numbers.REPORT_HIDDEN);
  };

  #abort() {
    this.#questions.cancel();
    this.#tell(numbers.REPORT_ABORT);
  }

  // For a server on the same machine, it makes no difference that the browser is offline.
  #noteAddress() {
    policies.setLocal(this.#policy, isLoopback(this.state.url));
  }

  #handleNetwork(isBrowserOnline) {
    if (!isBrowserOnline) this.#noteAddress();
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
  }

  // What throws leaves no other action undone. The constructor throws what its own connection does.
  #act(action) {
    if (this.#isStarting) return this.#perform(action);
    try {
      this.#perform(action);
    } catch (error) {
      reportAsOfListener(error);
    }
  }

  #arm() {
    const standing = policies.standing(this.#policy);
    this.#isDirect = !this.#isDraining && standing === numbers.STANDING_DIRECT;
    if (standing === numbers.STANDING_IDLE) this.#rest();
    else this.#attend();
    this.sibling.look();
  }

  #attend() {
    this.#setAlarm();
    if (this.#watch) return;
    this.#watch = watch(this.#handleSurroundings);
    const { signal } = this.#options;
    if (signal) this.#ignoreSignal = whenAborted(signal, () => this.#abort());
  }

  // Nothing goes on.
  #rest() {
    this.#alarm.stop();
    if (!this.#watch) return;
    unwatch(this.#watch);
    this.#watch = undefined;
    this.#ignoreSignal?.();
    this.#ignoreSignal = undefined;
  }

  #setAlarm() {
    this.#alarm.set(policies.deadline(this.#policy), this.#policy.time);
  }

  #perform(action) {
    if (action === numbers.ACTION_ASK_WHERE) this.#questions.askWhere();
    else if (action === numbers.ACTION_CONNECT) this.#connect();
    else if (action === numbers.ACTION_GREET) this.#questions.greet();
    else if (action === numbers.ACTION_SEND) this.#outgoing.sendWaiting();
    else if (action === numbers.ACTION_PROBE) this.#questions.probe();
    else if (action === numbers.ACTION_CLOSE) this.#transport.close();
    else if (action === numbers.ACTION_DROP) this.#transport.drop();
    else if (action === numbers.ACTION_FIRE_OPEN) this.#events.fireOpen();
    else if (action === numbers.ACTION_FIRE_ERROR) this.#events.fire('error');
    else if (action === numbers.ACTION_FIRE_CLOSE) this.#fireClose();
    else if (action === numbers.ACTION_REPORT_UNDELIVERED) this.#reportUndelivered();
    else if (action === numbers.ACTION_ASK_WHETHER) this.#questions.askWhether();
    else if (action === numbers.ACTION_FIRE_RECONNECTING) this.#questions.announce();
    else this.#events.fireGiveUp(this.#questions.error);
  }

  // What was asked for this attempt is not waited for any more.
  #fireClose() {
    this.#questions.cancel();
    this.#events.fireClose();
  }

  #connect() {
    try {
      this.#transport.connect(this.#questions.address);
    } catch (error) {
      if (this.#isStarting) throw error;
      const fail = this.#questions.failing();
      // Not while the page is in reconnect().
      soon(() => fail(error));
      return;
    }
    if (!isOnline()) this.#noteAddress();
    this.sibling.inspection.follow(this.#transport.socket);
  }

  #reportUndelivered() {
    const bytes = policies.figure(this.#policy, 4);
    const data = this.#outgoing.takeUndelivered();
    if (!data.length) return;
    this.sibling.lose(bytes);
    this.#events.fire('undelivered', { messages: data.length, bytes, data });
  }
}

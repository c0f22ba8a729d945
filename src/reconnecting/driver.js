// Does what the policy decides, and reports what comes of it.

import { convertsQuietly, kindOf } from '../convert/values.js';
import { isAborted } from '../host/host.js';
import { takeGetter } from '../platform/captured.js';
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
import { taskNow } from './task.js';

const typeOf = takeGetter('Event', 'type');

/** Hears the connection's events by `handleEvent`, its alarm by `ring`, network and page by `handleSurroundings`, and its signal by `abort`. */
export class Driver {
  /** The instance's event handlers, for handlers.js. */
  handlers = {};
  /** The instance's attributes. */
  state;
  #options;
  #policy;
  #transport;
  #events;
  #incoming;
  #outgoing;
  /** Made when somebody asks for them: few connections need them. */
  #questions;
  #sibling;
  /** Messages may go to the connection without asking the policy. */
  #isDirect = false;
  /** The policy knows that it has to look at what is transmitted. */
  #isLookSet = false;
  #isStarting = true;
  #isDraining = false;
  /** The task in which the connection was closed, while it makes a difference. */
  #task;
  /** The number of the watch over network, page and signal, while there is one. */
  #watch;
  #alarm = new Alarm(this);

  constructor(target, options, policy, transport) {
    this.#options = options;
    this.#policy = policy;
    this.#transport = transport;
    this.#events = new Events(target, policy);
    this.state = new State(policy, transport, this.#events);
    this.#incoming = new Incoming(policy, this.#events, options);
    this.#outgoing = new Outgoing(policy, transport, target, this);
    transport.listenTo(target, this, (event) => this.#incoming.receive(event));
  }

  /** For `drained()` and `inspect()`. */
  get sibling() {
    this.#sibling ??= new Sibling(this.state, new Inspection(this.state));
    return this.#sibling;
  }

  /** These messages will never be handed to a connection. */
  drop(messages) {
    this.#sibling?.inspection.drop(messages);
  }

  /** These will never be transmitted. */
  lose(undelivered) {
    this.#sibling?.lose(undelivered.bytes);
    this.#events.fire('undelivered', undelivered);
  }

  /** Connects, unless the options say otherwise. */
  begin() {
    if (!this.#options.startClosed) this.#start();
    this.#isStarting = false;
  }

  send(data) {
    // If the conversion runs no code of the page, the connection does it, or the copy.
    const message = convertsQuietly(data) || kindOf(data) ? data : `${data}`;
    if (this.#isDirect && this.#outgoing.sendDirectly(message)) {
      if (!this.#isLookSet) this.#setLook();
      return;
    }
    const { becomes, length } = this.#outgoing.send(copyOfMessage(message));
    const isRefused = becomes === numbers.SENT_REFUSED;
    if (isRefused || becomes === numbers.SENT_QUEUED_FOR_OTHERS || becomes === numbers.SENT_DROPPED_NEWEST) {
      this.#events.fireOverflow(this.#options.overflow);
    }
    if (isRefused) refuse(length, this.#options);
    this.#arm();
  }

  #setLook() {
    this.#isLookSet = true;
    this.#drain(policies.reportAndPoll(this.#policy, numbers.REPORT_HANDED));
  }

  takeQueued() {
    const messages = this.#outgoing.takeQueued();
    this.#arm();
    return messages;
  }

  close(code, reason) {
    this.#transport.closeWith(code, reason);
    this.#questions?.cancel();
    this.#endTask();
    this.tell(numbers.REPORT_CLOSE);
  }

  reconnect(code, reason) {
    this.#transport.closeWith(code, reason);
    this.#endTask();
    this.#start();
  }

  /** Tells the policy, with a ticket or the time if those are known, and does what follows. */
  tell(number, ticket, time) {
    this.#prepare();
    if (this.#isDraining) policies.report(this.#policy, number, ticket, time);
    else this.#drain(policies.reportAndPoll(this.#policy, number, ticket, time));
  }

  ring(time) {
    this.#isLookSet = false;
    this.tell(numbers.REPORT_TIME, undefined, time);
  }

  handleEvent(event) {
    const type = typeOf(event);
    if (type === 'error') {
      adopt(event);
      this.#events.relay(type, event);
      return this.tell(numbers.REPORT_ERRORED);
    }
    this.#events.note(type, event);
    // The time to connect is over: a heartbeat has a timer of its own, which is on time also if that is a test's.
    if (type === 'open') this.#alarm.stop();
    this.tell(type === 'open' ? numbers.REPORT_OPENED : numbers.REPORT_ENDED);
  }

  handleSurroundings(event) {
    const { type } = event;
    if (type === 'online') this.#handleNetwork(true);
    else if (type === 'offline') this.#handleNetwork(false);
    else if (isReturn(event)) this.tell(numbers.REPORT_RESUMED);
    else if (isRestore(event)) this.tell(numbers.REPORT_RESTORED);
    if (isHidden()) this.tell(numbers.REPORT_HIDDEN);
  }

  abort() {
    this.#questions?.cancel();
    this.tell(numbers.REPORT_ABORT);
  }

  #start() {
    const { signal } = this.#options;
    const isBrowserOnline = isOnline();
    this.#incoming.noteNetwork(isBrowserOnline);
    if (isHidden()) this.#report(numbers.REPORT_HIDDEN);
    const online = isBrowserOnline ? numbers.REPORT_CONNECT_ONLINE : numbers.REPORT_CONNECT_OFFLINE;
    const connect = isPrerendered() ? numbers.REPORT_CONNECT_LATER : online;
    if (!signal || !isAborted(signal)) return this.tell(connect);
    this.#report(connect);
    this.tell(numbers.REPORT_ABORT);
  }

  // For a server on the same machine, it makes no difference that the browser is offline.
  #noteAddress() {
    policies.setLocal(this.#policy, isLoopback(this.state.url));
  }

  #handleNetwork(isBrowserOnline) {
    if (!isBrowserOnline) this.#noteAddress();
    this.tell(isBrowserOnline ? numbers.REPORT_ONLINE : numbers.REPORT_OFFLINE);
    this.#incoming.noteNetwork(isBrowserOnline);
  }

  #report(number) {
    this.#prepare();
    policies.report(this.#policy, number);
  }

  // First the policy hears what it has not been told.
  #prepare() {
    this.#isDirect = false;
    this.#outgoing.look();
    this.#incoming.tell();
  }

  // If the connection was closed in another task, this command does not wait for its end.
  #endTask() {
    if (this.#task?.isOver) this.#report(numbers.REPORT_TIME);
  }

  // What a listener calls meanwhile is done when the listeners are through: by the drain that is going on.
  #drain(answer) {
    this.#isDraining = true;
    let next = answer;
    try {
      for (; policies.isAction(next); next = policies.nextAction(this.#policy)) this.#act(next);
    } finally {
      this.#isDraining = false;
    }
    this.#settle(next);
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
    if (!this.#isDraining) this.#drain(policies.nextAction(this.#policy));
  }

  // There is nothing to do: `standing` is what the policy has answered.
  #settle(standing) {
    this.#isDirect = standing >= numbers.STANDING_DIRECT;
    if (standing === numbers.STANDING_IDLE) this.#rest();
    else this.#attend(standing);
    this.#task = standing === numbers.STANDING_CLOSING ? taskNow(this.#task) : undefined;
    this.#sibling?.look();
  }

  #attend(standing) {
    const isTimed = standing !== numbers.STANDING_ACTIVE && standing !== numbers.STANDING_DIRECT;
    const due = isTimed ? policies.figure(this.#policy, 0) : Infinity;
    this.#alarm.set(due, this.#policy.time);
    this.#watch ??= watch(this, this.#options.signal);
  }

  // Nothing goes on.
  #rest() {
    this.#alarm.stop();
    if (this.#watch) unwatch(this.#watch);
    this.#watch = undefined;
  }

  #asked() {
    this.#questions ??= new Questions(this.#policy, this.#options, this.state, this.#events, this.#outgoing, this);
    return this.#questions;
  }

  #perform(action) {
    if (action === numbers.ACTION_ASK_WHERE) this.#asked().askWhere();
    else if (action === numbers.ACTION_CONNECT) this.#connect();
    else if (action === numbers.ACTION_GREET) this.#asked().greet();
    else if (action === numbers.ACTION_SEND) this.#outgoing.sendWaiting();
    else if (action === numbers.ACTION_PROBE) this.#asked().probe();
    else if (action === numbers.ACTION_CLOSE) this.#transport.close();
    else if (action === numbers.ACTION_DROP) this.#transport.drop();
    else if (action === numbers.ACTION_FIRE_OPEN) this.#events.fireOpen();
    else if (action === numbers.ACTION_FIRE_ERROR) this.#events.fire('error');
    else if (action === numbers.ACTION_FIRE_CLOSE) this.#fireClose();
    else if (action === numbers.ACTION_REPORT_UNDELIVERED) this.#outgoing.reportUndelivered();
    else if (action === numbers.ACTION_ASK_WHETHER) this.#asked().askWhether();
    else if (action === numbers.ACTION_FIRE_RECONNECTING) this.#asked().announce();
    else this.#events.fireGiveUp(this.#questions?.error);
  }

  // What was asked for this attempt is not waited for any more.
  #fireClose() {
    this.#questions?.cancel();
    this.#events.fireClose();
  }

  #connect() {
    const { url, protocols } = this.#options;
    try {
      this.#transport.connect(this.#questions?.address ?? [url, protocols]);
    } catch (error) {
      if (this.#isStarting) throw error;
      const fail = this.#asked().failing();
      // Not while the page is in reconnect().
      soon(() => fail(error));
      return;
    }
    if (!isOnline()) this.#noteAddress();
    this.#sibling?.inspection.follow(this.#transport.socket);
  }
}

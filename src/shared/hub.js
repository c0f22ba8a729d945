// One connection and the ports of its tabs: tells the hub what happens, and does what it decides.

import { drained } from '../class/drained.js';
import { listen } from '../class/events.js';
import { FinalizationRegistry, take, takeMethod } from '../platform/captured.js';
import { now } from '../platform/clock.js';
import { Alarm } from '../reconnecting/alarm.js';
import { each } from '../reconnecting/lists.js';
import { Store } from '../reconnecting/messages.js';
import { Asking } from './asking.js';
import { connect } from './connection.js';
import * as decisions from './decisions.js';
import * as numbers from './numbers.js';
import { Outlet } from './outlet.js';
import * as words from './words.js';

const RangeError = take('RangeError');
const register = takeMethod('FinalizationRegistry', 'register');
/** How the connection is closed if no tab says it. */
const NO_REASON = [undefined, ''];
const floor = (number) => number - (number % 1);

/** A function that makes a hub: for tabs that have these options in common; `end` is called when it takes no more tabs. */
export const hubs = (wasm, ReconnectingWebSocket) => {
  const instances = new FinalizationRegistry(wasm.release_hub);
  return (shared, end) => {
    const decided = decisions.newHub(wasm);
    const hub = new Hub(ReconnectingWebSocket, decided, shared, end);
    register(instances, hub, decided.handle);
    return hub;
  };
};

class Hub {
  /** The options that all tabs have in common. */
  shared;
  isOver = false;
  #ReconnectingWebSocket;
  #hub;
  #end;
  #asking;
  #connection;
  /** By number of the tab. */
  #outlets = { __proto__: null };
  #count = 0;
  #latest = 0;
  #store = new Store();
  /** How the last tab has left. */
  #closing = NO_REASON;
  #isWatching = false;
  #isSettling = false;
  /** How many messages had not left when the connection ended; undefined while it has not. */
  #undelivered;
  #hasGivenUp = false;
  #alarm = new Alarm(this);

  constructor(ReconnectingWebSocket, hub, shared, end) {
    this.#ReconnectingWebSocket = ReconnectingWebSocket;
    this.#hub = hub;
    this.shared = shared;
    this.#end = end;
    this.#asking = new Asking(hub, () => this.#settle());
    each(shared, ({ 0: name, 1: value }) => {
      const setting = numbers.SETTINGS[name];
      if (!setting) return;
      if (!(value >= 0)) throw new RangeError(`${name} has to be a number from 0 on. ${value} is none.`);
      decisions.set(hub, setting[0], value);
    });
  }

  /** A tab joins by this port; returns its number. */
  join(port, receiveLimit, isVisible, batch) {
    this.#latest += 1;
    const tab = this.#latest;
    this.#outlets[tab] = new Outlet(port, batch);
    this.#count += 1;
    decisions.report(this.#hub, numbers.REPORT_JOINED, tab, receiveLimit);
    if (isVisible) decisions.report(this.#hub, numbers.REPORT_VISIBLE, tab);
    this.#settle();
    return tab;
  }

  /** A tab says something; false if this hub has nothing to do with it any more. */
  hear(tab, said) {
    const { 0: kind } = said;
    const { [kind]: number = numbers.REPORT_HEARD } = REPORTS;
    if (kind === words.SAYS_SEND) this.#send(tab, said);
    else if (kind === words.SAYS_ANSWER) this.#answer(tab, said);
    else if (kind === words.SAYS_LEAVE) this.#leave(tab, said);
    else decisions.report(this.#hub, number, tab, kind === words.SAYS_TAKEN ? said[1] : 0);
    this.#settle();
    if (kind === words.SAYS_RECONNECT && !this.isOver) this.#reconnect(said);
    return !this.isOver;
  }

  #send(tab, { 1: data, 2: length }) {
    const { socket } = this.#connection;
    const isOpen = socket.readyState === numbers.READY_STATE_OPEN;
    const sent = isOpen ? numbers.REPORT_SENT : numbers.REPORT_QUEUED;
    const number = this.#hasGivenUp ? numbers.REPORT_REFUSED : sent;
    if (this.isOver || !decisions.report(this.#hub, number, tab, length) || this.#hasGivenUp) return;
    socket.send(data);
    this.#watch();
  }

  #reconnect({ 1: code, 2: reason }) {
    this.#hasGivenUp = false;
    this.#connection.socket.reconnect(code, reason);
  }

  #answer(tab, { 1: question, 2: isKnown, 3: value }) {
    if (decisions.report(this.#hub, numbers.REPORT_ANSWERED, tab, question))
      this.#asking.settle(question, isKnown, value);
  }

  // A tab that is unloaded says no more than that.
  #leave(tab, said) {
    const hasLeft = decisions.report(this.#hub, numbers.REPORT_LEFT, tab);
    if (hasLeft) this.#closing = said.length > 1 ? [said[1], said[2]] : NO_REASON;
  }

  // Tells the tabs what the connection has transmitted, until that is all.
  async #watch() {
    const { socket } = this.#connection;
    this.#look();
    const { bufferedAmount } = socket;
    // With an empty buffer, what is left waits for the next connection: to wait for the buffer would be to wait for nothing, for ever.
    if (this.#isWatching || bufferedAmount === 0 || !decisions.hasOutgoing(this.#hub)) return;
    this.#isWatching = true;
    let isLost = false;
    try {
      await drained(socket, { below: floor(bufferedAmount / 2) });
    } catch {
      isLost = true;
    }
    this.#isWatching = false;
    // What is left then waits for the next connection.
    if (isLost) this.#look();
    else this.#watch();
  }

  #look() {
    // What has not left is not in the buffer any more.
    if (this.#undelivered !== undefined) return;
    decisions.reportLeft(this.#hub, this.#connection.socket.bufferedAmount);
    this.#settle();
  }

  #offer(item, length) {
    this.#note(item[0]);
    const isMessage = length !== undefined;
    this.#store.put(isMessage ? decisions.offerMessage(this.#hub, length) : decisions.offerEvent(this.#hub), item);
    this.#settle();
    if (item[0] === words.ITEM_OPEN) this.#watch();
  }

  // What an event of the connection says about the messages that it was handed.
  #note(kind) {
    if (kind === words.ITEM_CLOSE) this.#undelivered = 0;
    const isOpen = kind === words.ITEM_OPEN;
    const isLast = kind === words.ITEM_GIVE_UP;
    if (!isOpen && !isLast && kind !== words.ITEM_RECONNECTING) return;
    this.#hasGivenUp = isLast;
    if (this.#undelivered !== undefined || isLast) decisions.reportEnded(this.#hub, this.#undelivered ?? 0, isLast);
    this.#undelivered = undefined;
    if (isOpen) decisions.reportOpened(this.#hub);
    this.#settle();
  }

  /** The time has come that the hub waits for. */
  ring() {
    decisions.reportTime(this.#hub);
    this.#settle();
  }

  #settle() {
    if (this.#isSettling) return;
    this.#isSettling = true;
    try {
      for (let action; (action = decisions.nextAction(this.#hub)); ) this.#act(action);
    } finally {
      this.#isSettling = false;
    }
    this.#store.forget(decisions.firstHeld(this.#hub));
    this.#alarm.set(decisions.deadline(this.#hub), now());
  }

  #act(action) {
    const tab = decisions.figure(this.#hub, 0);
    const first = decisions.figure(this.#hub, 1);
    const { [tab]: outlet } = this.#outlets;
    if (action === numbers.ACTION_CONNECT) this.#connect();
    else if (action === numbers.ACTION_CLOSE) this.#close();
    else if (action === numbers.ACTION_DELIVER) outlet.tell(this.#store.get(first), this.#count === 1);
    else if (action === numbers.ACTION_TELL_STATE) outlet.tell(this.#connection.state());
    else if (action === numbers.ACTION_TELL_MISSED)
      outlet.tell([words.TOLD_MISSED, first, decisions.figure(this.#hub, 2)]);
    else if (action === numbers.ACTION_TELL_SETTLED)
      outlet.tell([words.TOLD_SETTLED, first, decisions.figure(this.#hub, 2)]);
    else if (action === numbers.ACTION_ANSWER) outlet.tell([words.TOLD_HEARD]);
    else if (action === numbers.ACTION_PING) outlet.tell([words.TOLD_PING]);
    else if (action === numbers.ACTION_ASK) this.#ask(outlet, first);
    else this.#confirmLeft(tab, outlet);
  }

  #connect() {
    const offer = (item, length) => this.#offer(item, length);
    try {
      this.#connection = connect(this.#ReconnectingWebSocket, this.shared, this.#asking, offer);
    } catch (error) {
      // Options that are none: the next tab may have others.
      this.isOver = true;
      this.#end();
      throw error;
    }
    // In the platform's own list only: for whoever is in that of the class, messages are copied. These are nobody else's.
    listen(this.#connection.socket, 'undelivered', ({ data }) => {
      this.#undelivered = data.length;
    });
  }

  #close() {
    this.isOver = true;
    this.#end();
    const { 0: code, 1: reason } = this.#closing;
    this.#connection.socket.close(code, reason);
  }

  #ask(outlet, question) {
    const asked = this.#asking.get(question);
    if (asked) outlet.tell([words.TOLD_QUESTION, question, asked.name, asked.details]);
  }

  #confirmLeft(tab, outlet) {
    outlet.tell([words.TOLD_LEFT]);
    outlet.flush();
    delete this.#outlets[tab];
    this.#count -= 1;
  }
}

/** What a tab says, as the hub takes it. */
const REPORTS = {
  __proto__: null,
  [words.SAYS_HIDES]: numbers.REPORT_HIDES,
  [words.SAYS_VISIBLE]: numbers.REPORT_VISIBLE,
  [words.SAYS_HIDDEN]: numbers.REPORT_HIDDEN,
  [words.SAYS_TAKEN]: numbers.REPORT_ACKNOWLEDGED,
  [words.SAYS_ASKS]: numbers.REPORT_ASKS,
};

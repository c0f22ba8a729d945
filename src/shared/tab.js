// What a tab has of a shared connection: tells the worker what is called here, and fires what it is told.

import { lengthOf as bytesOf } from '../convert/values.js';
import { assign, clearTimeout, DOMException, Error, find, methodOf, setTimeout } from '../platform/captured.js';
import { each } from '../reconnecting/lists.js';
import { copyOfMessage } from '../reconnecting/messages.js';
import { answer } from './answers.js';
import { NO_STATUS } from './closing.js';
import { fire, fireClose, fireMessage, listen, unlisten, withError } from './events.js';
import { isAborted } from './host.js';
import { isVisible, watchLife } from './life.js';
import { Link, later } from './link.js';
import * as numbers from './numbers.js';
import { closePort, hear, newChannel, post } from './ports.js';
import { Sent } from './sent.js';
import { Taken } from './taken.js';
import * as words from './words.js';

const reportError = methodOf(find('reportError'));
/** How a tab ends that was never asked to. Without a prototype: it lacks members. */
const NOT_ASKED = { __proto__: null };

export class Tab {
  /** The instance's event handlers, for handlers.js. */
  handlers = {};
  url = '';
  extensions = '';
  protocol = '';
  readyState = numbers.READY_STATE_CONNECTING;
  bufferedAmount = 0;
  binaryType = 'blob';
  missed = { messages: 0, bytes: 0 };
  undelivered = { messages: 0, bytes: 0 };
  /** Whether the page gave a worker. */
  isShared;
  #target;
  #options;
  /** Gives a port to the worker. */
  #give;
  #port;
  #link;
  /** Whether a worker has ever said anything. */
  #wasHeard = false;
  #sent = new Sent();
  /** Whether messages wait here: a worker that is lost takes with it what it was given. */
  #holds = true;
  /** The number of the connection; 0 before the first. */
  #connection = 0;
  #origin = '';
  #taken;
  /** What `close()` was called with, and whether that was in a task before. */
  #closing;
  #canForce = false;
  #timer;
  #unwatch;

  constructor(target, options, give) {
    this.#target = target;
    this.#options = options;
    this.#give = give;
    try {
      this.join();
    } catch (error) {
      this.#letGo();
      throw error;
    }
  }

  /** Takes part in the connection. */
  join() {
    const { batch, key, pingInterval, pingTimeout, receiveLimit, shared, signal } = this.#options;
    const { 0: own, 1: other } = newChannel();
    this.readyState = numbers.READY_STATE_CONNECTING;
    this.#closing = undefined;
    this.#canForce = false;
    this.#holds = true;
    this.#taken = new Taken(receiveLimit);
    this.#port = own;
    const link = new Link(pingInterval, pingTimeout, (action) => this.#tend(action));
    this.#link = link;
    hear(own, (told) => {
      if (own !== this.#port) return;
      this.#wasHeard = true;
      link.hear();
      this.#handle(told);
    });
    listen(own, 'close', () => own === this.#port && link.take(numbers.INPUT_CUT));
    // Later errors are not about this tab, or another worker is tried again.
    const refuse = (error) => !this.#wasHeard && own === this.#port && this.#refuse(error);
    const unwatchLife = watchLife((word) => this.#live(word));
    const abort = () => isAborted(signal) && this.close();
    if (signal) listen(signal, 'abort', abort);
    this.#unwatch = () => {
      unwatchLife();
      if (signal) unlisten(signal, 'abort', abort);
    };
    this.#give([words.PROTOCOL, key, shared, receiveLimit, isVisible(), batch], other, refuse);
    if (signal) abort();
  }

  // What becomes of the page. The account of a tab that goes away is exact.
  #live(word) {
    this.#acknowledge();
    if (word === words.SAYS_ASKS) return this.#link.take(numbers.INPUT_BACK);
    if (word === words.SAYS_HIDES) this.#link.take(numbers.INPUT_HIDES);
    else if (word === words.SAYS_LEAVE) this.#handOver();
    return this.#say(word);
  }

  #tend(action) {
    if (action === numbers.LINK_ACTION_ASK) this.#say(words.SAYS_ASKS);
    else if (!this.#closing) this.#rejoin();
  }

  // What a lost worker was given may have left: nobody sends it again. What waits here is given to the next one.
  #rejoin() {
    const wasOpen = this.readyState === numbers.READY_STATE_OPEN;
    const { given } = this.#sent;
    this.#letGo();
    try {
      this.join();
    } catch (error) {
      // The page's function has made no worker. It is called again when the link is overdue, if one has ever answered.
      if (this.#wasHeard) reportError(undefined, error);
      else this.#refuse(error);
    }
    if (wasOpen) this.#lose(numbers.CODE_ABNORMAL, '', false);
    if (!this.#closing) this.readyState = numbers.READY_STATE_CONNECTING;
    this.#settle(0, given);
    if (!this.#connection) return;
    // Nobody knows what it had for this tab. That is told once, however many workers are tried.
    this.#connection = 0;
    this.#count('missed', NaN, NaN);
  }

  send(data) {
    const message = copyOfMessage(data);
    const length = bytesOf(message);
    const { maxQueuedBytes } = this.#options;
    if (this.#holds && !this.#closing && this.bufferedAmount + length > maxQueuedBytes)
      throw new DOMException(`There is no room for ${length} bytes, ${maxQueuedBytes} may wait.`, 'QuotaExceededError');
    this.bufferedAmount += length;
    if (this.#closing) return;
    this.#sent.add(message);
    if (!this.#holds) this.#handOver();
  }

  #handOver() {
    this.#holds = false;
    this.#sent.give((message) => this.#say(words.SAYS_SEND, message, bytesOf(message)));
  }

  /** So many of the oldest messages have left, and so many after them are lost. */
  #settle(left, lost) {
    const release = (count) => {
      const data = this.#sent.take(count);
      each(data, (message) => {
        this.bufferedAmount -= bytesOf(message);
      });
      return data;
    };
    release(left);
    const before = this.bufferedAmount;
    const data = release(lost);
    if (lost) this.#count('undelivered', lost, before - this.bufferedAmount, data);
  }

  /** Leaves, with arguments that are checked; when that is said again in a later task, without waiting for an answer. */
  close(code, reason = '') {
    if (this.#closing) {
      if (this.#canForce) this.#end(false);
      return;
    }
    const isConnected = this.readyState === numbers.READY_STATE_OPEN;
    this.#closing = { code, reason, isConnected };
    this.readyState = numbers.READY_STATE_CLOSING;
    this.#handOver();
    this.#say(words.SAYS_LEAVE, code, reason);
    setTimeout(() => {
      this.#canForce = true;
    }, 0);
    const { closeTimeout } = this.#options;
    this.#timer = later(() => this.#end(false), closeTimeout);
  }

  /** Has the connection made anew, for all tabs; joins it if this tab has left. */
  reconnect(code, reason) {
    if (this.#closing) {
      if (this.#port) this.#letGo();
      this.#sent = new Sent();
      this.bufferedAmount = 0;
      this.join();
    } else if (this.readyState === numbers.READY_STATE_CLOSED) this.readyState = numbers.READY_STATE_CONNECTING;
    this.#say(words.SAYS_RECONNECT, code, reason);
  }

  #say(...said) {
    if (this.#port) post(this.#port, said);
  }

  #handle(told) {
    const { 0: kind } = told;
    if (kind <= words.ITEM_GIVE_UP) {
      if (this.#taken.add(told)) this.#acknowledge();
      if (!this.#closing) this.#fire(told);
    } else if (kind === words.TOLD_BATCH)
      for (let index = 1; index < told.length; index += 1) this.#handle(told[index]);
    else if (kind === words.TOLD_STATE) this.#handleState(told);
    else if (kind === words.TOLD_MISSED) this.#count('missed', told[1], told[2]);
    else if (kind === words.TOLD_SETTLED) this.#settle(told[1], told[2]);
    else if (kind === words.TOLD_PING) this.#acknowledge();
    else if (kind === words.TOLD_QUESTION) answer(this.#options.providers, told, this.#port);
    else if (kind === words.TOLD_LEFT) this.#end(true);
    else if (kind === words.TOLD_LOST) this.#link.take(numbers.INPUT_CUT);
    else if (kind === words.TOLD_REFUSED) this.#refuse(new Error(told[1]));
  }

  #acknowledge() {
    this.#say(words.SAYS_TAKEN, this.#taken.clear());
  }

  #fire(told) {
    const { 0: kind } = told;
    if (kind === words.ITEM_MESSAGE) fireMessage(this.#target, told[1], this.binaryType, this.#origin);
    else if (kind === words.ITEM_OPEN) this.#open(told[1], told[2], told[3]);
    else if (kind === words.ITEM_ERROR) this.#fireIn(numbers.READY_STATE_CLOSED, 'error');
    else if (kind === words.ITEM_CLOSE) this.#lose(told[1], told[2], told[3]);
    else if (kind === words.ITEM_RECONNECTING)
      this.#fireIn(numbers.READY_STATE_CONNECTING, 'reconnecting', withError(told));
    else {
      // The worker tells what waits here to be lost.
      this.#handOver();
      this.#fireIn(numbers.READY_STATE_CLOSED, 'giveup', withError(told));
    }
  }

  // After it has joined, and after it has missed something.
  #handleState({ 1: readyState, 2: connection, 3: origin, 4: attributes }) {
    const wasOpen = this.readyState === numbers.READY_STATE_OPEN;
    const isOpen = readyState === numbers.READY_STATE_OPEN;
    if (this.#closing || (wasOpen && isOpen && this.#connection === connection)) return;
    if (wasOpen) this.#lose(numbers.CODE_ABNORMAL, '', false);
    if (this.#closing) return;
    this.readyState = isOpen ? numbers.READY_STATE_CONNECTING : readyState;
    if (isOpen) this.#open(connection, origin, attributes);
    else if (readyState === numbers.READY_STATE_CLOSED) this.#handOver();
  }

  #open(connection, origin, attributes) {
    this.#connection = connection;
    this.#origin = origin;
    assign(this, attributes);
    this.readyState = numbers.READY_STATE_OPEN;
    this.#handOver();
    fire(this.#target, 'open');
  }

  #lose(code, reason, wasClean) {
    this.#holds = true;
    this.readyState = numbers.READY_STATE_CLOSED;
    fireClose(this.#target, code, reason, wasClean);
  }

  #fireIn(readyState, type, members) {
    this.readyState = readyState;
    fire(this.#target, type, members);
  }

  #count(type, messages, bytes, data) {
    const { messages: messagesBefore, bytes: bytesBefore } = this[type];
    this[type] = { messages: messagesBefore + (messages || 0), bytes: bytesBefore + (bytes || 0) };
    fire(this.#target, type, { messages, bytes, data });
  }

  // Nobody knows whether the worker will ever say anything.
  #refuse(error) {
    this.#closing ??= NOT_ASKED;
    this.#handOver();
    reportError(undefined, error);
    this.#end(false, error);
  }

  #end(isAnswered, error) {
    const { code = NO_STATUS, reason, isConnected } = this.#closing ?? NOT_ASKED;
    this.#letGo();
    this.readyState = numbers.READY_STATE_CLOSED;
    if (isAnswered && isConnected) return fireClose(this.#target, code, reason, true);
    fire(this.#target, 'error', { error });
    this.#lose(numbers.CODE_ABNORMAL, '', false);
    if (!isAnswered) this.#settle(0, this.#sent.given);
  }

  #letGo() {
    clearTimeout(this.#timer);
    this.#link.stop();
    this.#unwatch();
    closePort(this.#port);
    this.#port = undefined;
  }
}

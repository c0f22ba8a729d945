// What a tab has of a shared connection: tells the worker what is called here, and fires what it is told.

import { byteLength, copyBytes, kindOf } from '../convert/values.js';
import { clearTimeout, DOMException, Error, find, setTimeout } from '../platform/captured.js';
import { each } from '../reconnecting/lists.js';
import { answer } from './answers.js';
import { fire, fireClose, fireMessage, listen, report, unlisten } from './events.js';
import { isAborted } from './host.js';
import { isVisible, watchLife } from './life.js';
import * as numbers from './numbers.js';
import { closePort, hear, newChannel, post } from './ports.js';
import * as words from './words.js';

const Blob = find('Blob');
/** The most bytes that a tab takes before it acknowledges them. */
const UNACKNOWLEDGED = 2 ** 16;
const NO_STATUS = 1005;

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
  #target;
  #options;
  /** Gives a port to the worker. */
  #give;
  #port;
  /** The number of the connection; 0 before the first. */
  #connection = 0;
  #origin = '';
  #untaken = 0;
  #untakenWeight = 0;
  /** What `close()` was called with, and whether that was in a task before. */
  #closing;
  #canForce = false;
  #timer;
  /** How often nothing was heard of the worker for as long as that may be silent; and when that is looked at. */
  #silences = 0;
  #watchdog;
  #unwatch;

  constructor(target, options, give) {
    this.#target = target;
    this.#options = options;
    this.#give = give;
    this.join();
  }

  /** Takes part in the connection. */
  join() {
    const { batch, key, receiveLimit, shared, signal } = this.#options;
    const [own, other] = newChannel();
    this.readyState = numbers.READY_STATE_CONNECTING;
    this.#closing = undefined;
    this.#canForce = false;
    this.#port = own;
    let isHeard = false;
    hear(own, (told) => {
      isHeard = true;
      this.#silences = 0;
      if (own === this.#port) this.#handle(told);
    });
    // Later errors of the worker are not about this tab.
    const refuse = (error) => !isHeard && own === this.#port && this.#refuse(error);
    this.#give([words.PROTOCOL, key, shared, receiveLimit, isVisible(), batch], other, refuse);
    const unwatchLife = watchLife((kind) => {
      // The account of a tab that goes away is exact.
      if (this.#untaken) this.#acknowledge();
      this.#say(kind);
    });
    const abort = () => isAborted(signal) && this.close();
    if (signal) listen(signal, 'abort', abort);
    this.#unwatch = () => {
      unwatchLife();
      if (signal) unlisten(signal, 'abort', abort);
    };
    this.#silences = 0;
    this.#watch();
    if (signal) abort();
  }

  // A worker pings whom it hears nothing of. A first silence may be that of a page that was frozen.
  #watch() {
    const { patience } = this.#options;
    this.#watchdog = later(() => {
      if (this.#silences > 1 && !this.#closing) return this.#rejoin();
      this.#silences += 1;
      return this.#watch();
    }, patience);
  }

  // The worker is gone, and with it what it had of this tab: there may be another by now.
  #rejoin() {
    const wasOpen = this.readyState === numbers.READY_STATE_OPEN;
    this.#letGo();
    this.bufferedAmount = 0;
    if (wasOpen) this.#lose(numbers.CODE_ABNORMAL, '', false);
    if (!this.#closing) this.join();
  }

  send(data) {
    const kind = kindOf(data);
    const isText = kind === numbers.KIND_TEXT || kind === numbers.KIND_OTHER;
    // The whole buffer of a view would be cloned.
    const message = isText ? `${data}` : kind === numbers.KIND_VIEW ? copyBytes(data, kind) : data;
    const length = byteLength(isText ? message : data, kind);
    const { bufferedAmount, readyState } = this;
    const { maxQueuedBytes } = this.#options;
    if (readyState !== numbers.READY_STATE_OPEN && !this.#closing && bufferedAmount + length > maxQueuedBytes)
      throw new DOMException(
        `There is no room for ${length} bytes: at most ${maxQueuedBytes} bytes may wait.`,
        'QuotaExceededError',
      );
    if (!this.#closing) this.#say(words.SAYS_SEND, message, length);
    this.bufferedAmount = bufferedAmount + length;
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
      this.join();
    }
    this.#say(words.SAYS_RECONNECT, code, reason);
  }

  #say(...said) {
    if (this.#port) post(this.#port, said);
  }

  #handle(told) {
    const { 0: kind } = told;
    if (kind <= words.ITEM_UNDELIVERED) this.#handleItem(told);
    else if (kind === words.TOLD_BATCH) for (let index = 1; index < told.length; index += 1) this.#handle(told[index]);
    else if (kind === words.TOLD_STATE) this.#handleState(told);
    else if (kind === words.TOLD_MISSED) this.#count('missed', told[1], told[2]);
    else if (kind === words.TOLD_UNBUFFERED) this.bufferedAmount -= told[1];
    else if (kind === words.TOLD_PING) this.#handlePing();
    else if (kind === words.TOLD_QUESTION) answer(this.#options.providers, told, (...said) => this.#say(...said));
    else if (kind === words.TOLD_LEFT) this.#end(true);
    else this.#refuse(new Error(told[1]));
  }

  #handlePing() {
    if (this.#untaken) this.#acknowledge();
    else this.#say(words.SAYS_HEARD);
  }

  #handleItem(told) {
    this.#untaken += 1;
    this.#untakenWeight += words.OVERHEAD + (told[0] === words.ITEM_MESSAGE ? lengthOf(told[1]) : 0);
    const { receiveLimit } = this.#options;
    if (this.#untakenWeight * 4 >= receiveLimit || this.#untakenWeight >= UNACKNOWLEDGED) this.#acknowledge();
    if (!this.#closing) this.#fire(told);
  }

  #acknowledge() {
    this.#say(words.SAYS_TAKEN, this.#untaken);
    this.#untaken = 0;
    this.#untakenWeight = 0;
  }

  #fire(told) {
    const { 0: kind } = told;
    if (kind === words.ITEM_MESSAGE) fireMessage(this.#target, this.#dataOf(told[1]), this.#origin);
    else if (kind === words.ITEM_OPEN) this.#open(told);
    else if (kind === words.ITEM_ERROR) this.#fireIn(numbers.READY_STATE_CLOSED, 'error');
    else if (kind === words.ITEM_CLOSE) this.#lose(told[1], told[2], told[3]);
    else if (kind === words.ITEM_RECONNECTING) {
      const [, attempt, delay, cause, error] = told;
      const members = { attempt, delay, cause, error: errorOf(error) };
      this.#fireIn(numbers.READY_STATE_CONNECTING, 'reconnecting', members);
    } else if (kind === words.ITEM_GIVE_UP) {
      const [, attempts, cause, error] = told;
      this.#fireIn(numbers.READY_STATE_CLOSED, 'giveup', { attempts, cause, error: errorOf(error) });
    } else {
      let bytes = 0;
      each(told[1], (message) => {
        bytes += byteLength(message, kindOf(message));
      });
      this.#count('undelivered', told[1].length, bytes, told[1]);
    }
  }

  #dataOf(data) {
    return typeof data === 'string' || this.binaryType === 'arraybuffer' ? data : new Blob([data]);
  }

  // After it has joined, and after it has missed something.
  #handleState([, readyState, ...connection]) {
    const wasOpen = this.readyState === numbers.READY_STATE_OPEN;
    const isOpen = readyState === numbers.READY_STATE_OPEN;
    if (this.#closing || (wasOpen && isOpen && this.#connection === connection[0])) return;
    if (wasOpen) this.#lose(numbers.CODE_ABNORMAL, '', false);
    if (this.#closing) return;
    this.readyState = isOpen ? numbers.READY_STATE_CONNECTING : readyState;
    if (isOpen) this.#open([words.ITEM_OPEN, ...connection]);
  }

  #open(told) {
    const [, connection, url, protocol, extensions, origin] = told;
    this.#connection = connection;
    this.url = url;
    this.protocol = protocol;
    this.extensions = extensions;
    this.#origin = origin;
    this.#fireIn(numbers.READY_STATE_OPEN, 'open');
  }

  #lose(code, reason, wasClean) {
    this.readyState = numbers.READY_STATE_CLOSED;
    fireClose(this.#target, code, reason, wasClean);
  }

  #fireIn(readyState, type, members) {
    this.readyState = readyState;
    fire(this.#target, type, members);
  }

  #count(type, messages, bytes, data) {
    const { messages: messagesBefore, bytes: bytesBefore } = this[type];
    this[type] = { messages: messagesBefore + messages, bytes: bytesBefore + bytes };
    fire(this.#target, type, { messages, bytes, data });
  }

  // Nobody knows whether the worker will ever say anything.
  #refuse(error) {
    this.#closing ??= { code: undefined, reason: '', isConnected: false };
    report(error);
    this.#end(false, error);
  }

  #end(isAnswered, error) {
    const { code = NO_STATUS, reason, isConnected } = this.#closing ?? {};
    this.#letGo();
    this.readyState = numbers.READY_STATE_CLOSED;
    if (isAnswered && isConnected) return fireClose(this.#target, code, reason, true);
    fire(this.#target, 'error', { error });
    return fireClose(this.#target, numbers.CODE_ABNORMAL, '', false);
  }

  #letGo() {
    clearTimeout(this.#timer);
    clearTimeout(this.#watchdog);
    this.#unwatch();
    closePort(this.#port);
    this.#port = undefined;
  }
}

const later = (act, time) => (time < Infinity ? setTimeout(act, time) : undefined);

const lengthOf = (data) => (typeof data === 'string' ? data.length : data.byteLength);

const errorOf = (message) => (message === undefined ? message : new Error(message));

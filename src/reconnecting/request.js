// A message and its answer, on any socket of this package.

import { errorOfEnd } from '../class/drained.js';
import { listen, unlisten } from '../class/events.js';
import { siblingOf } from '../class/siblings.js';
import { whenAborted } from '../class/signal.js';
import { toLimit, toSignal } from '../convert/members.js';
import { isAborted } from '../host/host.js';
import { DOMException, Promise, TypeError } from '../platform/captured.js';
import { clearTimer, setTimer } from '../platform/clock.js';
import { addListener, removeListener } from './listeners.js';
import { each, push } from './lists.js';
import { READY_STATE_CLOSED, READY_STATE_OPEN } from './numbers.js';
import { isFunction } from './providers.js';

/** No timer can be set for a time so long or longer. */
const NEVER_MS = 2 ** 31;
const OF_SIBLINGS = { add: addListener, remove: removeListener };
const OF_SOCKETS = { add: listen, remove: unlisten };

/** Sends a message; a promise of the event of the message for which `isAnswer` is true. */
export const request = (socket, data, options) =>
  new Promise((resolve, reject) => {
    const isAnswer = options?.isAnswer;
    if (!isFunction(isAnswer)) throw new TypeError('isAnswer has to be a function.');
    const timeout = toLimit(options, 'timeout', Infinity);
    const signal = toSignal(options);
    if (signal && isAborted(signal)) throw signal.reason;
    if (socket.readyState === READY_STATE_CLOSED && !siblingOf(socket)) throw notOpen();
    const waiting = wait(socket, isAnswer, resolve, reject);
    if (signal) waiting.whenDone(whenAborted(signal, () => waiting.fail(signal.reason)));
    if (timeout < NEVER_MS) {
      const timer = setTimer(() => waiting.fail(tooLate(timeout)), timeout);
      waiting.whenDone(() => clearTimer(timer));
    }
    try {
      socket.send(data);
    } catch (error) {
      waiting.fail(error);
    }
  });

const wait = (socket, isAnswer, resolve, reject) => {
  const isSibling = siblingOf(socket);
  const { add, remove } = isSibling ? OF_SIBLINGS : OF_SOCKETS;
  /** Whether it may have been handed to the connection, as it is not while it waits for one. */
  let isHanded = socket.readyState === READY_STATE_OPEN;
  let end;
  const ends = [];
  const done = () => {
    each(ownTypes, (type) => remove(socket, type, listeners[type]));
    each(ends, (act) => act());
  };
  const fail = (error) => {
    done();
    reject(error);
  };
  const listeners = {
    message(event) {
      try {
        if (!isAnswer(event)) return;
      } catch (error) {
        return fail(error);
      }
      done();
      resolve(event);
    },
    open() {
      isHanded = true;
    },
    close({ code, reason, wasClean }) {
      end = errorOfEnd({ code, reason, wasClean }, socket.bufferedAmount);
      // It may wait for the next one still.
      if (isHanded || !isSibling) fail(end);
    },
    // The queue is reported after `close()`: the message was in it.
    undelivered: () => fail(end),
    giveup: () => fail(end),
  };
  const ownTypes = isSibling ? ['message', 'open', 'close', 'undelivered', 'giveup'] : ['message', 'close'];
  each(ownTypes, (type) => add(socket, type, listeners[type]));
  return { fail, whenDone: (act) => push(ends, act) };
};

const notOpen = () => new DOMException('The connection has ended.', 'InvalidStateError');

const tooLate = (timeout) => new DOMException(`There was no answer within ${timeout} ms.`, 'TimeoutError');

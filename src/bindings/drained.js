// Waiting for a host's buffer to drain. No host tells when it does: the core says when to look again.
import { DOMException, Error, Promise, WeakMap, assign, getFrom, setIn } from './captured.js';
import { clearTimer, now, setTimer, soon } from './clock.js';
import { bufferedAmountOf, handleOf, handleOfArgument, readyStateOf } from './class.js';
import { Core } from './wasm.js';
import { listen, unlisten } from './events.js';
import { isAborted, toLimit, toSignal, whenAborted } from './options.js';
import { look as lookAtHost } from './perform.js';

const CLOSED = 3;

/** By socket: who waits for it, and the timer of the next look, which they share. */
const waits = new WeakMap();

/** A promise that no more than `below` bytes are buffered; rejected where the connection ends before that, or `signal` is aborted. */
export const drained = (socket, options) => new Promise((resolve, reject) => {
  handleOfArgument(socket);
  const buffered = bufferedAmountOf(socket);
  const below = toLimit(options, 'below', 0);
  const signal = toSignal(options);
  if (signal && isAborted(signal)) throw signal.reason;
  if (buffered <= below) return resolve();
  if (readyStateOf(socket) === CLOSED) throw new DOMException(`The connection has ended, and ${buffered} bytes will not be transmitted.`, 'InvalidStateError');

  const wait = waitFor(socket);
  const waiter = {
    below,
    settle(error) {
      stopWatching?.();
      if (error) reject(error);
      else resolve();
    },
  };
  const stopWatching = signal && whenAborted(signal, () => {
    reject(signal.reason);
    // So the next look is done with it.
    waiter.below = Infinity;
    look(wait);
  });
  add(wait.waiters, waiter);
  listen(socket, 'close', onClose);
  look(wait);
});

/** Looks until nothing waits in the core's queue. */
export const awaitRoom = (socket) => look(waitFor(socket));

const waitFor = (socket) => {
  const wait = getFrom(waits, socket) ?? { socket, waiters: noWaiters(), timer: 0 };
  setIn(waits, socket, wait);
  return wait;
};

// No array: a page may have put setters on Array.prototype.
const noWaiters = () => ({ __proto__: null, length: 0 });

const add = (waiters, waiter) => { waiters[waiters.length++] = waiter; };

// Settles what can be, with an error all of it, and sets the timer for the rest.
const look = (wait, error) => {
  const { socket, waiters } = wait;
  const handle = handleOf(socket);
  let thrown;
  try {
    lookAtHost(socket);
  } catch (error) {
    thrown = { error };
  }
  const buffered = bufferedAmountOf(socket);
  let highest = -1;
  wait.waiters = noWaiters();
  for (let index = 0; index < waiters.length; index += 1) {
    const { below, settle } = waiters[index];
    if (buffered <= below || error) {
      settle(buffered <= below ? undefined : error);
    } else {
      add(wait.waiters, waiters[index]);
      if (below > highest) highest = below;
    }
  }
  clearTimer(wait.timer);
  const delay = Core.websocket_wasm_next_look(handle, now(), highest);
  if (delay) wait.timer = setTimer(look, delay, wait);
  if (highest < 0) unlisten(socket, 'close', onClose);
  // Those who wait have been told first.
  if (thrown) soon(() => { throw thrown.error; });
};

function onClose({ code, reason, wasClean }) {
  // The page's own events change nothing.
  if (readyStateOf(this) !== CLOSED) return;
  const error = new Error(`The connection ended with code ${code} and reason '${reason}': ${bufferedAmountOf(this)} bytes were not transmitted.`);
  look(getFrom(waits, this), assign(error, { code, reason, wasClean }));
}

// Waiting for a host's buffer to drain. No host tells when it does: the core says when to look again.
import { methodOf } from './captured.js';
import { Core, bufferedAmountOf, handleOf, readyStateOf } from './class.js';
import { listen, unlisten } from './events.js';
import { orThrow } from './host.js';
import { isAborted, toLimit, toSignal } from './options.js';

const { DOMException, Error, Promise, WeakMap, clearTimeout, performance, queueMicrotask, setTimeout } = globalThis;
const { assign } = Object;
const addTo = methodOf(Set.prototype.add);
const removeFrom = methodOf(Set.prototype.delete);
const forEach = methodOf(Set.prototype.forEach);
const get = methodOf(WeakMap.prototype.get);
const set = methodOf(WeakMap.prototype.set);
const now = methodOf(performance.now);
const CLOSED = 3;

/** By socket: who waits for it, and the timer of the next look, which they share. */
const waits = new WeakMap();

/** A promise that no more than `below` bytes are buffered; rejected where the connection ends before that, or `signal` is aborted. */
export const drained = (socket, options) => new Promise((resolve, reject) => {
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
      removeFrom(wait.waiters, waiter);
      if (signal) unlisten(signal, 'abort', onAbort);
      if (error) reject(error);
      else resolve();
    },
  };
  const onAbort = () => {
    if (!isAborted(signal)) return;
    reject(signal.reason);
    // So the next look is done with it.
    waiter.below = Infinity;
    look(wait);
  };
  addTo(wait.waiters, waiter);
  if (signal) listen(signal, 'abort', onAbort);
  listen(socket, 'close', onClose);
  look(wait);
});

/** Looks until nothing waits in the core's queue. */
export const awaitRoom = (socket) => look(waitFor(socket));

const waitFor = (socket) => {
  const wait = get(waits, socket) ?? { socket, waiters: new Set(), timer: 0 };
  set(waits, socket, wait);
  return wait;
};

// Settles what can be, with an error all of it, and sets the timer for the rest.
const look = (wait, error) => {
  const { socket, waiters } = wait;
  const handle = handleOf(socket);
  const isDone = Core.look(handle, socket);
  const buffered = bufferedAmountOf(socket);
  let highest = -1;
  forEach(waiters, ({ below, settle }) => {
    if (buffered <= below) settle();
    else if (error) settle(error);
    else if (below > highest) highest = below;
  });
  clearTimeout(wait.timer);
  const delay = Core.next_look(handle, now(performance), highest);
  if (delay) wait.timer = setTimeout(look, delay, wait);
  if (highest < 0) unlisten(socket, 'close', onClose);
  // Not here: it may be wasm that has called.
  if (!isDone) queueMicrotask(orThrow);
};

function onClose({ code, reason, wasClean }) {
  // The page's own events change nothing.
  if (readyStateOf(this) !== CLOSED) return;
  const error = new Error(`The connection ended with code ${code} and reason '${reason}': ${bufferedAmountOf(this)} bytes were not transmitted.`);
  look(get(waits, this), assign(error, { code, reason, wasClean }));
}

// Waiting for a host's buffer to drain. No host tells when it does: the core says when to look again.
import { methodOf } from './captured.js';
import { Core, bufferedAmountOf, handleOf, readyStateOf } from './class.js';
import { listen, unlisten } from './events.js';
import { orThrow } from './host.js';
import { isAborted, reasonOf, toLimit, toSignal } from './options.js';

const { DOMException, Error, Promise, WeakMap, clearTimeout, performance, setTimeout } = globalThis;
const { add, delete: remove, forEach } = Set.prototype;
const [addTo, removeFrom, forEachOf] = [add, remove, forEach].map(methodOf);
const [waitOf, setWait] = [WeakMap.prototype.get, WeakMap.prototype.set].map(methodOf);
const now = methodOf(performance.now);
const CLOSED = 3;

/** By socket: who waits for it, and the timer of the next look, which they share. */
const waits = new WeakMap();

/** A promise that no more than `below` bytes are buffered; rejected where the connection ends before that, or `signal` is aborted. */
export const drained = (socket, options) => new Promise((resolve, reject) => {
  const buffered = bufferedAmountOf(socket);
  const below = toLimit(options, 'below', 0);
  const signal = toSignal(options);
  if (signal && isAborted(signal)) throw reasonOf(signal);
  if (buffered <= below) return resolve();
  if (readyStateOf(socket) === CLOSED) throw new DOMException(`The connection has ended, and ${buffered} bytes will not be transmitted.`, 'InvalidStateError');

  const wait = startWait(socket);
  const waiter = {
    below,
    settle: (act, value) => {
      removeFrom(wait.waiters, waiter);
      if (signal) unlisten(signal, 'abort', onAbort);
      act(value);
    },
    resolve,
    reject,
  };
  const onAbort = () => {
    if (!isAborted(signal)) return;
    waiter.settle(reject, reasonOf(signal));
    look(wait);
  };
  addTo(wait.waiters, waiter);
  if (signal) listen(signal, 'abort', onAbort);
  listen(socket, 'close', onClose);
  look(wait);
});

/** Looks until nothing waits in the core's queue. */
export const awaitRoom = (socket) => look(startWait(socket));

const startWait = (socket) => {
  const known = waitOf(waits, socket);
  const wait = known ?? { socket, waiters: new Set(), timer: undefined };
  if (!known) setWait(waits, socket, wait);
  return wait;
};

// Settles what can be, with an error all of it, and sets the timer for the rest.
const look = (wait, error) => {
  const { socket, waiters } = wait;
  const handle = handleOf(socket);
  const isDone = Core.look(handle, socket);
  const buffered = bufferedAmountOf(socket);
  let highest = -1;
  forEachOf(waiters, ({ below, settle, resolve, reject }) => {
    if (buffered <= below) settle(resolve);
    else if (error) settle(reject, error);
    else if (below > highest) highest = below;
  });
  clearTimeout(wait.timer);
  const delay = Core.next_look(handle, now(performance), highest);
  if (delay) wait.timer = setTimeout(look, delay, wait);
  if (highest < 0) unlisten(socket, 'close', onClose);
  orThrow(isDone);
};

function onClose({ code, reason, wasClean }) {
  // The page's own events change nothing.
  if (readyStateOf(this) !== CLOSED) return;
  const message = `The connection ended with code ${code}${reason && `, '${reason}'`}: ${bufferedAmountOf(this)} bytes were not transmitted.`;
  look(waitOf(waits, this), Object.assign(new Error(message), { code, reason, wasClean }));
}

// Waits for a host's buffer to drain. Hosts have no event for that: the core decides when to look again.

import { Core } from '../boundary/wasm.js';
import { toLimit, toSignal } from '../convert/members.js';
import { addTo, newList } from '../convert/values.js';
import * as host from '../host/host.js';
import { isAborted } from '../host/host.js';
import { ring } from '../host/ring.js';
import { assign, DOMException, Error, getFrom, Promise, setIn, WeakMap } from '../platform/captured.js';
import { now, soon } from '../platform/clock.js';
import { bufferedAmountOf, observe, ownHandleOfArgument, readyStateOf } from './brand.js';
import { listen, unlisten } from './events.js';
import { READY_STATE_CLOSED, ROOM_ENOUGH, ROOM_NEVER } from './numbers.js';
import { look as lookAtHost, useAwaitRoom } from './perform.js';
import { siblingOf } from './siblings.js';
import { whenAborted } from './signal.js';

/** By socket: its waiters, and the one timer for their next look. */
const waits = new WeakMap();

// Until nothing waits in the core's queue and closing is not limited any more.
useAwaitRoom((socket) => waitFor(socket).look());

/** A promise that no more than `below` bytes are buffered; rejected if the connection ends before that, or `signal` is aborted. */
export const drained = (socket, options) =>
  new Promise((resolve, reject) => {
    const target = siblingOf(socket) ?? waitFor(socket);
    const below = toLimit(options, 'below', 0);
    const signal = toSignal(options);
    if (signal && isAborted(signal)) throw signal.reason;
    const room = target.roomFor(below);
    if (room === ROOM_NEVER)
      throw new DOMException(
        `The connection has ended: ${target.bufferedAmount()} bytes were not transmitted.`,
        'InvalidStateError',
      );
    if (room === ROOM_ENOUGH) return resolve();

    const waiter = {
      below,
      settle(error) {
        stopWatching?.();
        if (error) reject(error);
        else resolve();
      },
    };
    const stopWatching =
      signal &&
      whenAborted(signal, () => {
        waiter.isGone = true;
        stopWatching();
        reject(signal.reason);
        target.look();
      });
    target.add(waiter);
    target.look();
  });

const waitFor = (socket) => {
  const handle = ownHandleOfArgument(socket);
  const known = getFrom(waits, socket);
  if (known) return known;
  const wait = {
    socket,
    waiters: newList(),
    stop: undefined,
    roomFor: (below) => Core.websocket_wasm_room(observe(socket), host.bufferedAmount(socket), below),
    bufferedAmount: () => bufferedAmountOf(socket),
    add: (waiter) => addTo(wait.waiters, waiter),
    look: (error) => look(wait, handle, error),
  };
  setIn(waits, socket, wait);
  return wait;
};

/** Settles the waiters that need not wait any longer, or all of them if there is an `error`; returns the rest and its highest `below`, or -1. */
export const settleWaiters = (waiters, roomFor, error) => {
  const rest = newList();
  let highest = -1;
  for (let index = 0; index < waiters.length; index += 1) {
    const waiter = waiters[index];
    const { below, isGone } = waiter;
    if (isGone) continue;
    const isEnough = roomFor(below) === ROOM_ENOUGH;
    if (isEnough || error) {
      waiter.settle(isEnough ? undefined : error);
    } else {
      addTo(rest, waiter);
      if (below > highest) highest = below;
    }
  }
  return { rest, highest };
};

// Settles what can be, and has the next look made for what is left.
const look = (wait, handle, error) => {
  const { socket } = wait;
  const time = now();
  let thrown;
  try {
    lookAtHost(socket, time);
  } catch (error) {
    thrown = { error };
  }
  const { rest, highest } = settleWaiters(wait.waiters, wait.roomFor, error);
  wait.waiters = rest;
  wait.stop?.();
  const delay = Core.websocket_wasm_next_look(handle, time, highest);
  wait.stop = delay ? ring(() => wait.look(), delay) : undefined;
  (delay || rest.length ? listen : unlisten)(socket, 'close', onClose);
  // After the waiters have been settled.
  if (thrown)
    soon(() => {
      throw thrown.error;
    });
};

function onClose({ code, reason, wasClean }) {
  // The page's own events change nothing.
  if (readyStateOf(this) !== READY_STATE_CLOSED) return;
  getFrom(waits, this).look(errorOfEnd({ code, reason, wasClean }, bufferedAmountOf(this)));
}

/** The error of a wait whose connection has ended. */
export const errorOfEnd = ({ code, reason, wasClean }, bytes) =>
  assign(
    new Error(`The connection ended with code ${code} and reason '${reason}': ${bytes} bytes were not transmitted.`),
    { code, reason, wasClean },
  );

// observe(): tells of every socket that the class makes. All that it adds to a socket is an inspection, as an inspector does: what is
// counted there is told here: see inspectionOf() in inspector.js.

import { inspectionOf, traps } from '../class/inspector.js';
import * as host from '../host/host.js';
import { construct, defineProperty, find, getFrom, setIn, take, takeMethod, WeakMap } from '../platform/captured.js';
import { findClock } from '../platform/page_clock.js';
import { call } from './errors.js';
import { toSettings } from './options.js';
import { messageOf, recordOf } from './records.js';

const Set = take('Set');
const add = takeMethod('Set', 'add');
const remove = takeMethod('Set', 'delete');
const each = takeMethod('Set', 'forEach');
const random = take('Math', 'random');
const dispose = find('Symbol', 'dispose');

/** Those who observe, the latest first: a chain of `{ settings, next }`, replaced when one begins or stops. */
let observing;
/** By socket: itself, what its records have in common, and `told`, a chain of those who observe it, the first one first. */
const subjects = new WeakMap();
/** Those of sockets that are observed and not closed. Their listeners keep them alive as well. */
const active = new Set();
let lastId = 0;

/** Observes all sockets that are made from now on; what is returned puts an end to it. */
export const observe = (callbacks, options) => {
  const settings = toSettings(callbacks, options);
  const stop = () => {
    if (!settings.isActive) return;
    settings.isActive = false;
    observing = activeOf(observing);
    if (!observing) delete traps.construct;
    each(active, release);
  };
  observing = { settings, next: observing };
  traps.construct = make;
  const observation = { stop };
  if (dispose) defineProperty(observation, dispose, { __proto__: null, value: stop });
  return observation;
};

// The trap of the class's Proxy.
const make = (Class, args, caller) => {
  const socket = construct(Class, args, caller);
  try {
    begin(socket);
  } catch {
    // It is not ours, or the engine's stack is exhausted. The page has its socket.
  }
  return socket;
};

const begin = (socket) => {
  // A host that a script has written may return the same socket twice.
  if (getFrom(subjects, socket)) return;
  const url = host.url(socket);
  let told;
  for (let at = observing; at; at = at.next) {
    const { settings } = at;
    if (random() < settings.sample && (!settings.filter || call(settings.filter, url))) told = { settings, next: told };
  }
  if (!told) return;
  const clock = findClock();
  const subject = { socket, id: lastId + 1, url, protocol: '', isOpen: false, isEnded: false, told, clock };
  // Throws for a socket that is none of this class: see left_alone.js.
  inspectionOf(socket).start((type, what, bytes) => tell(subject, type, what, bytes));
  lastId += 1;
  add(active, subject);
  setIn(subjects, socket, subject);
  tellMore(subject, 'created');
};

const tell = (subject, type, what, bytes) => {
  try {
    if (type === 'send') tellMessage(subject, 'sent', what.data, bytes);
    else if (type === 'message') tellMessage(subject, 'received', what.data, bytes);
    else tellMore(subject, type, what);
  } catch {
    // The engine's stack is exhausted: nothing is told, and what the page does goes on.
  }
};

const tellMessage = (subject, direction, data, bytes) => {
  for (let at = subject.told; at; at = at.next) {
    const { settings } = at;
    const callback = direction === 'sent' ? settings.sent : settings.received;
    if (!callback || !settings.isActive) continue;
    call(callback, messageOf(subject, direction, data, bytes, settings.content), subject.socket);
  }
};

const tellMore = (subject, type, what) => {
  if (type === 'open') {
    subject.isOpen = true;
    subject.protocol = host.protocol(subject.socket);
  }
  for (let at = subject.told; at; at = at.next) {
    const { created, opened, closed, isActive } = at.settings;
    const callback = type === 'created' ? created : type === 'open' ? opened : closed;
    if (callback && isActive) call(callback, recordOf(type, subject, what), subject.socket);
  }
  if (type === 'close') end(subject);
};

const activeOf = (chain) => {
  if (!chain) return undefined;
  const next = activeOf(chain.next);
  return chain.settings.isActive ? { settings: chain.settings, next } : next;
};

/** Lets go of a socket that nobody observes any more. */
const release = (subject) => {
  subject.told = activeOf(subject.told);
  if (!subject.told) end(subject);
};

const end = (subject) => {
  // A callback may have stopped its observer.
  if (subject.isEnded) return;
  subject.isEnded = true;
  subject.told = undefined;
  remove(active, subject);
  inspectionOf(subject.socket).stop();
};

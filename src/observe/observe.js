// observe(): tells of every socket that the class makes. All that it adds to a socket is an inspection, as an inspector does: what is
// counted there is told here: see inspectionOf() in inspector.js.

import { inspectionOf, traps } from '../class/inspector.js';
import { addTo, newList } from '../convert/values.js';
import * as host from '../host/host.js';
import { construct, defineProperty, find, getFrom, setIn, take, takeMethod, WeakMap } from '../platform/captured.js';
import { call } from './errors.js';
import { toSettings } from './options.js';
import { recordOf } from './records.js';

const Set = take('Set');
const add = takeMethod('Set', 'add');
const remove = takeMethod('Set', 'delete');
const each = takeMethod('Set', 'forEach');
const random = take('Math', 'random');
const dispose = find('Symbol', 'dispose');

/** The settings of those who observe: a list, replaced when one begins or stops. */
let observing = newList();
/** By socket: itself, what its records have in common, and `observing`, the list of those who observe it. */
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
    if (!observing.length) delete traps.construct;
    each(active, release);
  };
  observing = activeOf(observing);
  addTo(observing, settings);
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
  const chosen = newList();
  const asked = observing;
  for (let index = 0; index < asked.length; index += 1) {
    const { [index]: settings } = asked;
    if (random() < settings.sample && (!settings.filter || call(settings.filter, url))) addTo(chosen, settings);
  }
  if (!chosen.length) return;
  const subject = { socket, id: lastId + 1, url, protocol: '', isOpen: false, isEnded: false, observing: chosen };
  // Throws for a socket that is none of this class: see left_alone.js.
  inspectionOf(socket).start((type, what, bytes) => tell(subject, type, what, bytes));
  lastId += 1;
  add(active, subject);
  setIn(subjects, socket, subject);
  tell(subject, 'created');
};

const tell = (subject, type, what, bytes) => {
  try {
    if (type === 'open') {
      subject.isOpen = true;
      subject.protocol = host.protocol(subject.socket);
    }
    const { observing: told } = subject;
    for (let index = 0; index < told.length; index += 1) {
      const { callbacks, content, isActive } = told[index];
      const { [type]: callback } = callbacks;
      if (callback && isActive) call(callback, recordOf(type, subject, what, bytes, content), subject.socket);
    }
    if (type === 'close') end(subject);
  } catch {
    // The engine's stack is exhausted: nothing is told, and what the page does goes on.
  }
};

const activeOf = (list) => {
  const rest = newList();
  for (let index = 0; index < list.length; index += 1) if (list[index].isActive) addTo(rest, list[index]);
  return rest;
};

/** Lets go of a socket that nobody observes any more. */
const release = (subject) => {
  subject.observing = activeOf(subject.observing);
  if (!subject.observing.length) end(subject);
};

const end = (subject) => {
  // A callback may have stopped its observer.
  if (subject.isEnded) return;
  subject.isEnded = true;
  subject.observing = newList();
  remove(active, subject);
  inspectionOf(subject.socket).stop();
};

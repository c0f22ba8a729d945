// An EventTarget whose listeners can be called with the events of another: those of a ReconnectingWebSocket, with the events of its
// connection.
//
// To dispatch a copy of an event costs as much as to receive a short message, and the copy is not trusted. So a connection's event is
// not dispatched again. While the browser dispatches it at the connection, each listener of the instance is called with it, as EventTarget
// would. That takes a list of our own, as nobody can be asked for EventTarget's.
//
// Each listener is in both lists, and at the same place. Ours is for the events of connections. EventTarget's is for what is dispatched
// at the instance itself: the page's own events, and those that are made here, such as `reconnecting`.

import { listen, unlisten } from '../class/events.js';
import { whenAborted } from '../class/signal.js';
import { isObject, toText } from '../convert/values.js';
import { isAborted } from '../host/host.js';
import { apply, defineProperty, EventTarget, find, NONE } from '../platform/captured.js';
import { howCapturing } from './capturing.js';
import { each, push } from './lists.js';
import { reportAsOfListener } from './made_events.js';
import { isQuiet, isStopped } from './relayed.js';
import { inZone } from './zone.js';

let listsOf;

const Observable = find('Observable');
const nextOf = find('Subscriber', 'next');
const signalOf = find('Subscriber', 'signal');

/** The class to extend. */
export class Target extends EventTarget {
  /** By type: those that capture, if the platform calls them before the others, and the rest. */
  #lists = { capturing: undefined, others: { __proto__: null } };

  // biome-ignore lint/complexity/noUselessConstructor: the one that WebKit makes iterates over the arguments, as a page may have it.
  constructor() {
    super();
  }

  addEventListener(type, callback, options = undefined) {
    if (arguments.length < 2) listen(this, ...arguments);
    else addListener(this, toText(type), callback, options);
  }

  removeEventListener(type, callback, options = undefined) {
    if (arguments.length < 2) unlisten(this, ...arguments);
    else removeListener(this, toText(type), callback, options);
  }

  static {
    listsOf = (target) => target.#lists;
  }
}

/** `when()` of the platforms that have Observables. */
if (find('EventTarget', 'when') && Observable && nextOf && signalOf)
  defineProperty(Target.prototype, 'when', {
    value: function when(type, options = undefined) {
      const text = toText(type);
      const { capture, passive } = toDictionary(options);
      return new Observable((subscriber) => {
        const signal = apply(signalOf, subscriber, NONE);
        addListener(this, text, (event) => apply(nextOf, subscriber, [event]), { capture, passive, signal });
      });
    },
    writable: true,
    configurable: true,
    enumerable: true,
  });

/** `addEventListener` of a target. */
export const addListener = (target, type, callback, options) => {
  const { capture, once, passive, signal } = toDictionary(options);
  const lists = placeOf(target, capture);
  const known = findIn(lists[type], callback, capture);
  const listener = known ?? { target, type, lists, callback, capture: !!capture, once: !!once, isRemoved: false };
  listener.call ??= inZone((event) => call(listener, event));
  // It also refuses what is no listener, no signal and no target.
  const called = isObject(callback) ? listener.call : callback;
  if (options === undefined) listen(target, type, called);
  else listen(target, type, called, optionsOf(listener, passive, signal));
  if (known || !isObject(callback) || (signal && isAborted(signal))) return;
  add(lists, listener);
  if (signal) listener.ignoreSignal = whenAborted(signal, () => remove(listener));
};

/** `removeEventListener` of a target. */
export const removeListener = (target, type, callback, options) => {
  const { capture } = toDictionary(options);
  const listener = findIn(placeOf(target, capture)[type], callback, capture);
  if (listener) remove(listener);
};

/** The listeners that a target has for events of this type, or some of them; undefined if it has none. */
export const listenersOf = (target, type) => {
  const { capturing, others } = listsOf(target);
  return capturing?.[type] ?? others[type];
};

/** Calls the listeners of a target with an event of this type that is being dispatched elsewhere. */
export const relay = (target, type, event) => {
  const { capturing, others } = listsOf(target);
  const first = capturing?.[type];
  if (first) callAll(first, event);
  // They may have added others.
  const { [type]: second } = others;
  if (second && !(first && howCapturing().stopsOthers && isQuiet(event))) callAll(second, event);
};

// Who is added meanwhile comes after the end that is known here. Who is removed is taken out of a copy, and not called any more.
const callAll = (list, event) => {
  const { length } = list;
  for (let index = 0; index < length; index += 1) {
    const listener = list[index];
    if (index > 0 && isStopped(event)) return;
    if (listener.isRemoved) continue;
    try {
      listener.call(event);
    } catch (error) {
      reportAsOfListener(error);
    }
  }
};

const call = (listener, event) => {
  const { target, callback, once } = listener;
  if (once) remove(listener);
  if (typeof callback === 'function') apply(callback, target, [event]);
  else apply(callback.handleEvent, callback, [event]);
};

const placeOf = (target, capture) => {
  const lists = listsOf(target);
  if (!capture || !howCapturing().isFirst) return lists.others;
  lists.capturing ??= { __proto__: null };
  return lists.capturing;
};

const findIn = (list, callback, capture) => {
  for (let index = 0; index < list?.length; index += 1) {
    if (list[index].callback === callback && list[index].capture === !!capture) return list[index];
  }
  return undefined;
};

const add = (lists, listener) => {
  const { type } = listener;
  if (lists[type]) push(lists[type], listener);
  else lists[type] = [listener];
};

const remove = (listener) => {
  const { target, type, lists, ignoreSignal } = listener;
  listener.isRemoved = true;
  unlisten(target, type, listener.call, optionsOf(listener));
  ignoreSignal?.();
  const { [type]: list } = lists;
  const rest = [];
  each(list, (one) => one !== listener && push(rest, one));
  if (rest.length) lists[type] = rest;
  else delete lists[type];
};

const toDictionary = (options) => {
  if (options === undefined) return NO_OPTIONS;
  return isObject(options) ? options : { __proto__: null, capture: options };
};

/** @type {any} */
const NO_OPTIONS = { __proto__: null };

const optionsOf = ({ capture }, passive, signal) => ({ __proto__: null, capture, passive, signal });

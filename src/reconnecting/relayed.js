// Events of a connection that answer the instance as their target.
//
// They stay what the browser has made and fires: trusted, and in the middle of their dispatch. Only their prototype is another, made
// once for each kind of event: its members put the instance in the place of the connection.

import { apply, find, getFrom, getPrototypeOf, NONE, setIn, setPrototypeOf, WeakMap } from '../platform/captured.js';

const getTarget = find('Event', 'target');
const getCurrentTarget = find('Event', 'currentTarget');
const composedPath = find('Event', 'composedPath');
const stopPropagation = find('Event', 'stopPropagation');
const isPropagationStopped = find('Event', 'cancelBubble');
/** Whether events can be adopted. In the DOM of a test tool, they may have members of their own in the place of getters. */
export const isUsual = [getTarget, getCurrentTarget, composedPath, stopPropagation, isPropagationStopped].every(
  (member) => typeof member === 'function',
);

// A class whose parent constructor returns an object stamps its private fields onto that.
class Owned extends /** @type {new (object: any) => object} */ (
  /** @type {unknown} */ (
    function (object) {
      return object;
    }
  )
) {
  #instance;

  // biome-ignore lint/complexity/noUselessConstructor: in WebKit the default one calls the page's array iterator.
  constructor(object) {
    super(object);
  }

  // A host that a script has written may return the same socket twice.
  static own(connection, instance) {
    const owned = #instance in connection ? connection : new Owned(connection);
    owned.#instance = instance;
  }

  static shown(target) {
    return target !== null && #instance in target ? target.#instance : target;
  }
}

/**
 * `own(connection, instance)`: from now on the connection's events answer the instance.
 * `shown(target)`: what they answer in the place of a target.
 */
export const { own, shown } = Owned;

/** By the prototype of an event: the one that it gets. */
const kinds = new WeakMap();
/** Those of the latest event: the next one is mostly of the same kind. */
let prototypeBefore;
let kindBefore;
/** The events that no other listener gets. */
const stopped = new WeakMap();

/** Has an event of a connection answer the instance. */
export const adopt = (event) => {
  if (!isUsual) return;
  const prototype = getPrototypeOf(event);
  if (prototype !== prototypeBefore) {
    kindBefore = getFrom(kinds, prototype) ?? kindOf(prototype);
    prototypeBefore = prototype;
  }
  setPrototypeOf(event, kindBefore);
};

/** Whether an event is being dispatched, and answers the instance. */
export const isUnderWay = (event) => isUsual && apply(getCurrentTarget, event, NONE) !== null;

/** Whether a listener has called `stopPropagation()`, or what stops more. */
export const isQuiet = (event) => apply(isPropagationStopped, event, NONE);

/** Whether a listener has called `stopImmediatePropagation()`. */
export const isStopped = (event) => isQuiet(event) && getFrom(stopped, event);

const kindOf = (prototype) => {
  const kind = {
    get target() {
      return shown(apply(getTarget, this, NONE));
    },

    get srcElement() {
      return shown(apply(getTarget, this, NONE));
    },

    get currentTarget() {
      return shown(apply(getCurrentTarget, this, NONE));
    },

    composedPath() {
      const path = apply(composedPath, this, NONE);
      if (path.length) path[0] = shown(path[0]);
      return path;
    },

    // The connection has listeners of ours, which are not the page's to stop.
    stopImmediatePropagation() {
      apply(stopPropagation, this, NONE);
      setIn(stopped, this, true);
    },
  };
  setPrototypeOf(kind, prototype);
  setIn(kinds, prototype, kind);
  // An event that was adopted before.
  setIn(kinds, kind, kind);
  return kind;
};

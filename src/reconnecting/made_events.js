// Events that a script makes. Their classes are those that the class's own `EventTarget` knows: a test may replace the global's later.

import { dispatch, listen } from '../class/events.js';
import { assign, Event, EventTarget, find } from '../platform/captured.js';
import { CODE_ABNORMAL } from './numbers.js';

const CloseEvent = find('CloseEvent');

/** An event with these members. */
export const eventWith = (type, members) => assign(new Event(type), members);

/** One that can be dispatched again: it has the class and the members of another. */
export const copyOf = (event) => new event.constructor(event.type, event);

/** How a connection ends that fails; Node 20 and 22 have no class for it. */
export const failedClose = () =>
  CloseEvent
    ? new CloseEvent('close', { code: CODE_ABNORMAL })
    : eventWith('close', { code: CODE_ABNORMAL, reason: '', wasClean: false });

/** Calls a function of the page; what it throws is reported as it is for a listener. */
export const callSafely = (call, otherwise) => {
  try {
    return call();
  } catch (error) {
    reportAsOfListener(error);
    return otherwise;
  }
};

/** Reports an error as one that a listener has thrown. By such a listener: no test tool fakes that, as it does `queueMicrotask`, and Node has no `reportError`. */
export const reportAsOfListener = (error) => {
  const target = new EventTarget();
  listen(target, 'error', () => {
    throw error;
  });
  dispatch(target, new Event('error'));
};

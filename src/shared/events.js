// Events that a tab fires, and listeners of ours. The class's own module of this name needs the core, which a tab does not load.

import { assign, Event, find, takeMethod } from '../platform/captured.js';

const CloseEvent = find('CloseEvent');
const MessageEvent = find('MessageEvent');

/** `addEventListener`, `removeEventListener` and `dispatchEvent`, with the target first. */
export const listen = takeMethod('EventTarget', 'addEventListener');
export const unlisten = takeMethod('EventTarget', 'removeEventListener');
const dispatch = takeMethod('EventTarget', 'dispatchEvent');

/** Fires an event with these members. */
export const fire = (target, type, members) => dispatch(target, assign(new Event(type), members));

export const fireMessage = (target, data, origin) => dispatch(target, new MessageEvent('message', { data, origin }));

export const fireClose = (target, code, reason, wasClean) =>
  dispatch(target, new CloseEvent('close', { code, reason, wasClean }));

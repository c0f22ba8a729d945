// Events that a tab fires, and listeners of ours. The class's own module of this name needs the core, which a tab does not load.

import { assign, Error, Event, find, takeMethod } from '../platform/captured.js';
import { only } from './only.js';

const Blob = find('Blob');
const CloseEvent = find('CloseEvent');
const MessageEvent = find('MessageEvent');

/** `addEventListener`, `removeEventListener` and `dispatchEvent`, with the target first. */
export const listen = takeMethod('EventTarget', 'addEventListener');
export const unlisten = takeMethod('EventTarget', 'removeEventListener');
const dispatch = takeMethod('EventTarget', 'dispatchEvent');

/** Fires an event with these members. */
export const fire = (target, type, members) => dispatch(target, assign(new Event(type), members));

/** Fires `message`; bytes are an ArrayBuffer, or become a Blob. */
export const fireMessage = (target, bytesOrText, binaryType, origin) => {
  const isAsItCame = typeof bytesOrText === 'string' || binaryType === 'arraybuffer';
  const data = isAsItCame ? bytesOrText : new Blob(only(bytesOrText));
  dispatch(target, new MessageEvent('message', { data, origin }));
};

export const fireClose = (target, code, reason, wasClean) =>
  dispatch(target, new CloseEvent('close', { code, reason, wasClean }));

/** The members that an item of the worker has for an event; the error's text becomes an Error. */
export const withError = ({ 1: members, 2: message }) => ({
  ...members,
  error: message === undefined ? message : new Error(message),
});

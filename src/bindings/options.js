// The options in the constructor's second argument.
import { getterOf, methodOf } from './captured.js';
import { Core, handleOf, readyStateOf } from './class.js';
import { listen, unlisten } from './events.js';
import { orThrow } from './host.js';
import { has, toNumber, toStrings, toText } from './values.js';

const { getOwnPropertyDescriptor } = Reflect;
const { AbortSignal, TypeError, WeakRef, clearTimeout, setTimeout } = globalThis;
const getterOfSignal = (name) => getterOf(getOwnPropertyDescriptor(AbortSignal.prototype, name).get);
export const isAborted = getterOfSignal('aborted');
export const reasonOf = getterOfSignal('reason');
const dereference = methodOf(WeakRef.prototype.deref);
const register = methodOf(FinalizationRegistry.prototype.register);

/** A later time than timers can be set for. */
const NEVER_MS = 2 ** 31;

/** The dictionary's members, in the order in which WebIDL converts them. */
export const toOptions = (dictionary) => {
  const closeTimeout = toTimeout(dictionary, 'closeTimeout');
  const connectTimeout = toTimeout(dictionary, 'connectTimeout');
  const highWaterMark = toLimit(dictionary, 'highWaterMark', Infinity);
  const { protocols } = dictionary;
  const strings = toStrings(protocols) ?? [toText(protocols)];
  return { closeTimeout, connectTimeout, highWaterMark, protocols: strings, signal: toSignal(dictionary) };
};

/** Does what they ask of a new socket, each for as long as it can matter. */
export const follow = (socket, { closeTimeout, connectTimeout, highWaterMark, signal }) => {
  Core.set_limits(handleOf(socket), highWaterMark, closeTimeout);
  if (connectTimeout < NEVER_MS) limitConnecting(socket, connectTimeout);
  if (signal) closeWhenAborted(socket, signal);
};

const limitConnecting = (socket, milliseconds) => {
  const timer = setTimeout(close, milliseconds, socket);
  const watch = (act) => {
    act(socket, 'open', stop, true);
    act(socket, 'close', stop, true);
  };
  // The page's own events change nothing.
  const stop = () => {
    if (!readyStateOf(socket)) return;
    clearTimeout(timer);
    watch(unlisten);
  };
  watch(listen);
};

// No listener on the socket, and none of the signal's that holds it: either would keep it alive.
const closeWhenAborted = (socket, signal) => {
  if (isAborted(signal)) return close(socket);
  const reference = new WeakRef(socket);
  const onAbort = () => {
    const target = dereference(reference);
    if (target && isAborted(signal)) close(target);
  };
  listen(signal, 'abort', onAbort);
  register(signals, socket, () => unlisten(signal, 'abort', onAbort));
};

const signals = new FinalizationRegistry((forget) => forget());

// Fails a connection that is not established yet: the host does so at once.
const close = (socket) => orThrow(Core.close(handleOf(socket), socket, undefined, ''));

const toTimeout = (dictionary, name) => {
  const milliseconds = toLimit(dictionary, name, Infinity);
  return milliseconds < NEVER_MS ? milliseconds : Infinity;
};

/** A member that is a number, or what it is where it is missing; a TypeError for a negative one and for NaN. */
export const toLimit = (dictionary, name, otherwise) => {
  const value = dictionary?.[name];
  const number = value === undefined ? otherwise : toNumber(value);
  if (number >= 0) return number;
  throw new TypeError(`${name} must not be negative or NaN: ${number} is.`);
};

/** The member `signal`; a TypeError for what is no AbortSignal. */
export const toSignal = (dictionary) => {
  const signal = dictionary?.signal;
  if (signal === undefined || has(isAborted, signal)) return signal;
  throw new TypeError(`signal must be an AbortSignal: ${toText(signal)} is none.`);
};

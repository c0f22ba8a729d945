// The options in the constructor's second argument.
import { TypeError, has } from './captured.js';
import { handleOf } from './class.js';
import { Core, context } from './wasm.js';
import { CLOSING, actUnlessBeyond, hideLate, hideLateMessages, listen, unlisten, whenBeyond } from './events.js';
import { isAborted } from './host.js';
import { command } from './perform.js';
import { toNumber, toStrings, toText } from './values.js';

export { isAborted };

const CONNECTING = 0;
/** No timer can be set for a time so long or longer. */
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

/** Whether they can end a connection before its host does. */
export const hidesEnd = ({ closeTimeout, signal }) => closeTimeout < Infinity || signal;

/** Does what they ask of a new socket, each for as long as it can matter. */
export const follow = (socket, { closeTimeout, connectTimeout, highWaterMark, signal }) => {
  Core.websocket_wasm_set_limits(handleOf(socket), highWaterMark, closeTimeout);
  if (hidesEnd({ closeTimeout, signal })) hideLate(socket);
  if (highWaterMark < Infinity) hideLateMessages(socket);
  if (connectTimeout < Infinity) actUnlessBeyond(CONNECTING, socket, connectTimeout, abort);
  if (signal) closeWhenAborted(socket, signal);
};

/** Acts when a signal is aborted; what is returned puts an end to that. */
export const whenAborted = (signal, act) => {
  // The page's own events change nothing.
  const onAbort = () => {
    if (isAborted(signal)) act();
  };
  const watch = (act, method) => {
    try {
      act(signal, 'abort', onAbort);
    } catch {
      signal[method]('abort', onAbort);
    }
  };
  watch(listen, 'addEventListener');
  return () => watch(unlisten, 'removeEventListener');
};

const closeWhenAborted = (socket, signal) => {
  if (isAborted(signal)) abort(socket);
  else
    whenBeyond(
      CLOSING,
      socket,
      whenAborted(signal, () => abort(socket)),
    );
};

// Fails a connection that is not established yet: the host does so at once.
const abort = (socket) => command(socket, (handle) => Core.websocket_wasm_abort(context, handle));

/** A member that is a time in milliseconds; Infinity for one that no timer can be set for. */
export const toTimeout = (dictionary, name) => {
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

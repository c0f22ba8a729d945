// The options in the constructor's second argument.

import { Core, context } from '../boundary/wasm.js';
import { toLimit, toSignal, toTimeout } from '../convert/members.js';
import { indexIn, toStrings, toText } from '../convert/values.js';
import { isAborted } from '../host/host.js';
import { document, TypeError } from '../platform/captured.js';
import { clearTimer, setTimer } from '../platform/clock.js';
import { ownHandleOf } from './brand.js';
// A high-water mark and a close timeout have a socket looked at.
import './drained.js';
import { hideLateMessages, listen, watchEnd, whenBeyond } from './events.js';
import { READY_STATE_CLOSING, READY_STATE_CONNECTING } from './numbers.js';
import { command } from './perform.js';
import { whenAborted } from './signal.js';

/** The dictionary's members, in the order in which WebIDL converts them. */
export const toOptions = (dictionary) => {
  const closeTimeout = toTimeout(dictionary, 'closeTimeout');
  const connectTimeout = toTimeout(dictionary, 'connectTimeout');
  const highWaterMark = toLimit(dictionary, 'highWaterMark', Infinity);
  const { protocols } = dictionary;
  const strings = toStrings(protocols) ?? [toText(protocols)];
  const signal = toSignal(dictionary);
  let { targetAddressSpace } = dictionary;
  if (targetAddressSpace !== undefined) {
    targetAddressSpace = toText(targetAddressSpace);
    if (indexIn(ADDRESS_SPACES, targetAddressSpace) === ADDRESS_SPACES.length)
      throw new TypeError(`targetAddressSpace must not be ${targetAddressSpace}.`);
  }
  return { closeTimeout, connectTimeout, highWaterMark, protocols: strings, signal, targetAddressSpace };
};

// https://wicg.github.io/local-network-access/#enumdef-ipaddressspace
const ADDRESS_SPACES = ['public', 'local', 'loopback'];

/** Whether they can end a connection before its host does. */
export const hidesEnd = ({ closeTimeout, signal }) => closeTimeout < Infinity || signal;

/** Applies the options to a new socket. Each releases its timers and listeners when it can no longer apply. */
export const follow = (socket, options) => {
  const { closeTimeout, connectTimeout, highWaterMark, signal } = options;
  Core.websocket_wasm_set_limits(ownHandleOf(socket), highWaterMark, closeTimeout);
  if (hidesEnd(options)) watchEnd(socket, listen);
  if (highWaterMark < Infinity) hideLateMessages(socket);
  if (connectTimeout < Infinity) limitConnecting(socket, connectTimeout);
  if (signal) closeWhenAborted(socket, signal);
};

// A prerendered page connects when it is activated, so that the time begins then.
const limitConnecting = (socket, milliseconds) => {
  if (document?.prerendering) {
    listen(document, 'prerenderingchange', () => limitConnecting(socket, milliseconds));
  } else {
    const timer = setTimer(abort, milliseconds, socket);
    whenBeyond(READY_STATE_CONNECTING, socket, () => clearTimer(timer));
  }
};

const closeWhenAborted = (socket, signal) => {
  const act = () => abort(socket);
  if (isAborted(signal)) act();
  else whenBeyond(READY_STATE_CLOSING, socket, whenAborted(signal, act));
};

// Fails a connection that is not established yet: the host does so at once.
const abort = (socket) => command(socket, (handle) => Core.websocket_wasm_abort(context, handle));

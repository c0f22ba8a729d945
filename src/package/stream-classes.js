// What `/stream` exports.

import { find, takeMissing } from '../platform/captured.js';
import { webSocketStreamClass } from '../stream/class.js';
import { WebSocketError } from '../stream/error.js';
import { overHost } from '../stream/host.js';
import { madeOf } from './beside.js';
import { once } from './once.js';
import './wrapper.js';
// Last: Brotli compresses the wasm's text better after the scripts.
import { length, text } from './wasm-of-stream.js';

// A script that has failed is evaluated again if it is required again; a missing part is reported once only.
const streamClass = once(() => madeOf(text, length, webSocketStreamClass));
const classOverHost = once(() => overHost(find('WebSocketStream')));

/**
 * Both classes, as members, the same at every call: over the host's, or ours. Throws the one error that names the cause if they
 * cannot be had.
 */
export const streamClasses = () => {
  const HostError = find('WebSocketError');
  if (HostError && find('WebSocketStream')) {
    // What ours would need does not matter then.
    takeMissing();
    return { WebSocketStream: classOverHost(), WebSocketError: HostError };
  }
  return { WebSocketStream: streamClass(), WebSocketError };
};

// What `/stream` exports.

import { find, takeMissing } from '../platform/captured.js';
import { webSocketStreamClass } from '../stream/class.js';
import { WebSocketError } from '../stream/error.js';
import { madeOf } from './beside.js';
import { once } from './once.js';
import './wrapper.js';
// Last: Brotli compresses the wasm's text better after the scripts.
import { length, text } from './wasm-of-stream.js';

// A script that has failed is evaluated again if it is required again; a missing part is reported once only.
const streamClass = once(() => madeOf(text, length, webSocketStreamClass));

/**
 * Both classes, as members, the same at every call: the host's, or ours. Throws the one error that names the cause if they cannot be
 * had.
 */
export const streamClasses = () => {
  const HostStream = find('WebSocketStream');
  const HostError = find('WebSocketError');
  if (HostStream && HostError) {
    // What ours would need does not matter then.
    takeMissing();
    return { WebSocketStream: HostStream, WebSocketError: HostError };
  }
  return { WebSocketStream: streamClass(), WebSocketError };
};

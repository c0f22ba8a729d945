// What `/stream` exports.
import { madeOf } from './beside.js';
import { takeMissing } from '../bindings/captured.js';
import { webSocketStreamClass } from '../bindings/stream/class.js';
import { WebSocketError } from '../bindings/stream/error.js';
import './wrapper.js';
// Last, so that the compressor knows the scripts when it comes to it.
import { length, text } from 'inlined-wasm-of-stream';

let made;

/**
 * Both classes, as members, the same at every call: the host's, or ours. Throws the one error that names the cause if they cannot be
 * had.
 */
export const streamClasses = () => {
  const { WebSocketStream: HostStream, WebSocketError: HostError } = globalThis;
  if (HostStream && HostError) {
    // What ours would need does not matter then.
    takeMissing();
    return { WebSocketStream: HostStream, WebSocketError: HostError };
  }
  return { WebSocketStream: (made ??= madeOf(text, length, webSocketStreamClass)), WebSocketError };
};

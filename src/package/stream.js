// `websocket-wasm/stream`: the host's own WebSocketStream and WebSocketError, or ours where it has none.
import { guarded } from '../bindings/wasm.js';
import { WebSocket, failure, instantiate } from './core.js';
import { webSocketStreamClass } from '../bindings/stream/class.js';
import { WebSocketError as OurError } from '../bindings/stream/error.js';
import './wrapper.js';
// Last, so that the compressor knows the scripts when it comes to it.
import { length, text } from 'inlined-wasm-of-stream';

// Both or none: a stream's errors are instances of the class beside it.
const { WebSocketStream: HostStream, WebSocketError: HostError } = globalThis;
const isHosts = HostStream && HostError;
if (failure && !isHosts) throw failure;

export const WebSocketStream = isHosts ? HostStream : webSocketStreamClass(guarded(instantiate(text, length)), WebSocket);
export const WebSocketError = isHosts ? HostError : OurError;
export default WebSocketStream;

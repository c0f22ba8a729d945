// `websocket-wasm/stream`: the host's own WebSocketStream and WebSocketError, or ours where it has none.
import { Streaming } from 'policy-of-stream';
import { WebSocket, failure } from './core.js';
import { webSocketStreamClass } from '../bindings/stream/class.js';
import { WebSocketError as OurError } from '../bindings/stream/error.js';

if (failure) throw failure;

// Both or none: a stream's errors are instances of the class beside it.
const { WebSocketStream: HostStream, WebSocketError: HostError } = globalThis;
const isHosts = HostStream && HostError;

export const WebSocketStream = isHosts ? HostStream : webSocketStreamClass(Streaming, WebSocket);
export const WebSocketError = isHosts ? HostError : OurError;
export default WebSocketStream;

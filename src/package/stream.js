// `websocket-wasm/stream`: the host's own WebSocketStream and WebSocketError, or ours where it has none.
import { Streaming } from 'policy-of-stream';
import { WebSocket, failure } from './core.js';
import { streamClasses } from '../bindings/stream/class.js';

if (failure) throw failure;

export const { WebSocketStream, WebSocketError } = streamClasses(Streaming, WebSocket);
export default WebSocketStream;

// `websocket-wasm/external/stream`: the host's own WebSocketStream, or ours on the class of `websocket-wasm/external`.
import { webSocketStreamClass } from '../bindings/stream/class.js';
import { WebSocketError as OurError } from '../bindings/stream/error.js';
import { guarded } from '../bindings/wasm.js';
import { Deferred } from './deferred.js';
import { madeWithoutFailure } from './failure.js';
import { instantiate } from './instantiate.js';
import './wrapper.js';
import { length, text } from 'inlined-wasm-of-stream';

const { WebSocketStream: HostStream, WebSocketError: HostError } = globalThis;
const isHosts = HostStream && HostError;

export const WebSocketStream = isHosts ? HostStream : madeWithoutFailure(() => webSocketStreamClass(guarded(instantiate(text, length)), Deferred));
export const WebSocketError = isHosts ? HostError : OurError;
export default WebSocketStream;

// `websocket-wasm/external/stream`: a class over the host's own WebSocketStream, or ours on the class of `websocket-wasm/external`.
// First: everything that is built on it reports what is missing there.

import { guarded } from '../boundary/wasm.js';
import { find, takeMissing } from '../platform/captured.js';
import { webSocketStreamClass } from '../stream/class.js';
import { WebSocketError as OurError } from '../stream/error.js';
import { overHost } from '../stream/host.js';
import { Deferred } from './deferred.js';
import { madeWithoutFailure } from './failure.js';
import { instantiate } from './instantiate.js';
import './wrapper.js';
import { length, text } from './wasm-of-stream.js';

const HostStream = find('WebSocketStream');
const HostError = find('WebSocketError');
const isHosts = HostStream && HostError;
// What ours would need does not matter then.
if (isHosts) takeMissing();

export const WebSocketStream = isHosts
  ? overHost(HostStream)
  : madeWithoutFailure(() => webSocketStreamClass(guarded(instantiate(text, length)), Deferred));
export const WebSocketError = isHosts ? HostError : OurError;
export default WebSocketStream;

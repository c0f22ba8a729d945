// `websocket-wasm/stream`: the host's own WebSocketStream and WebSocketError, or ours if it has none.
import { streamClasses } from './stream-classes.js';

export const { WebSocketStream, WebSocketError } = streamClasses();
export default WebSocketStream;

// `websocket-wasm/stream`: a class over the host's own WebSocketStream, and its WebSocketError, or ours if it has none.
import { streamClasses } from './stream-classes.js';

const classes = streamClasses();
export const { WebSocketStream, WebSocketError } = classes;
export default WebSocketStream;

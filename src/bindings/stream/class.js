// The shapes of WebSocketStream and WebSocketError.
import { byteLength } from '../values.js';

export const streamClasses = (Policy, WebSocket) => ({
  WebSocketStream: class WebSocketStream { static fits = Policy.fits; static Transport = WebSocket; static byteLength = byteLength; },
  WebSocketError: class WebSocketError extends DOMException {},
});

// If the compiler knows nothing of a platform: what is needed of it is in the package's own types. Only streams are not.
import { WebSocket, drained } from 'websocket-wasm';
import ReconnectingWebSocket from 'websocket-wasm/reconnecting';
import 'websocket-wasm/auto';
import 'websocket-wasm/wrap-host';

const socket = new WebSocket('wss://example.org/', { protocols: ['chat'] });
socket.onmessage = ({ data }) => data;
socket.onclose = ({ code }) => code satisfies number;
socket.send(new Uint8Array(1));
// @ts-expect-error Not a message.
socket.send(Symbol());
export const wait: Promise<void> = drained(socket);

const again = new ReconnectingWebSocket('wss://example.org/');
again.addEventListener('close', ({ code }) => code satisfies number);
// @ts-expect-error Not a message.
again.send(1);

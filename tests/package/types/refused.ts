// What the compiler must refuse; each line with an error that does not come is an error itself.
import { WebSocket, drained, inspect } from 'websocket-wasm';

// @ts-expect-error The URL is missing.
new WebSocket();
// @ts-expect-error It is a class, not a function.
WebSocket('wss://example.org/');
// @ts-expect-error Not a URL.
new WebSocket(1);
// @ts-expect-error Subprotocols are strings.
new WebSocket('wss://example.org/', [1]);
// @ts-expect-error No such option.
new WebSocket('wss://example.org/', { protocol: 'chat' });
// @ts-expect-error Not a number.
new WebSocket('wss://example.org/', { highWaterMark: '1 MiB' });
// @ts-expect-error Not a signal.
new WebSocket('wss://example.org/', { signal: new AbortController() });

const socket = new WebSocket('wss://example.org/');
// @ts-expect-error Not a message.
socket.send(1);
// @ts-expect-error Not a message.
socket.send(Symbol());
// @ts-expect-error A message is missing.
socket.send();
// @ts-expect-error Not a close code.
socket.close('1000');
// @ts-expect-error Not a value of the enum.
socket.binaryType = 'uint8array';
// @ts-expect-error Read-only.
socket.url = 'wss://example.org/';
// @ts-expect-error Read-only.
socket.readyState = WebSocket.OPEN;
// @ts-expect-error A constant.
WebSocket.OPEN = 2;
// @ts-expect-error No member beyond the standard's.
socket.reconnect();
// @ts-expect-error A close event has no data.
socket.onclose = ({ data }) => data;

// @ts-expect-error Not a socket.
inspect({});
// @ts-expect-error Not a socket.
drained({});
// @ts-expect-error Not a number.
drained(socket, { below: '1' });
// @ts-expect-error The time is unknown while the socket connects.
export const openSince: number = inspect(socket).snapshot().openSince;

// What an app writes in Node, Deno or Bun, without the DOM's types.
import init, { WebSocket as External } from 'websocket-wasm/external';
import { WebSocket, drained, inspect, install, uninstall } from 'websocket-wasm';
import type { WebSocketOptions } from 'websocket-wasm';
import ReconnectingWebSocket from 'websocket-wasm/reconnecting';
import { observe } from 'websocket-wasm/observe';
import { WebSocketError, WebSocketStream } from 'websocket-wasm/stream';
import { wrapHost } from 'websocket-wasm/wrap-host';
import 'websocket-wasm/auto';

const { signal } = new AbortController();
const options: WebSocketOptions = { protocols: ['chat'], connectTimeout: 5_000, signal };
export const sockets: WebSocket[] = [new WebSocket('wss://example.org/', options), new WebSocket(new URL('wss://example.org/'), 'chat'), new External('wss://example.org/')];

const socket = new WebSocket('wss://example.org/');
socket.binaryType = 'arraybuffer';
socket.onmessage = ({ data }) => console.log(data);
socket.onclose = ({ code, reason, wasClean }) => socket.close(code satisfies number, `${reason}${wasClean}`);
socket.addEventListener('open', ({ type }) => console.log(type satisfies string), { once: true });
socket.send('text');
socket.send(new Uint8Array(4));
socket.send(new ArrayBuffer(4));
socket.send(new Blob(['hello']));
export const state: 0 | 1 | 2 | 3 = inspect(socket).snapshot().readyState;
export const wait: Promise<void> = drained(socket, { below: 1, signal });
export const installed: typeof WebSocket = install();
uninstall();

const again = new ReconnectingWebSocket(async () => 'wss://example.org/', { heartbeat: { payload: () => new Uint8Array(1) }, signal });
again.onmessage = ({ data }) => console.log(data);
again.addEventListener('undelivered', ({ data, bytes }) => console.log(data.length, bytes));
again.addEventListener('close', ({ code }) => again.reconnect(3000, `${code satisfies number}`), { once: true });
again.dispatchEvent(new Event('mine'));

observe({ received: ({ kind, bytes }) => console.log(kind, bytes), closed: ({ meaning }) => console.log(meaning) }).stop();

export async function stream(): Promise<void> {
  const { readable, writable } = await new WebSocketStream('wss://example.org/', { signal }).opened;
  await writable.getWriter().write('text');
  const { value } = await readable.getReader().read();
  if (typeof value === 'string') value.toUpperCase();
  const error = new WebSocketError('why', { closeCode: 3000 });
  console.log(error.name, error.closeCode, error.reason);
  await init(new URL('https://example.org/'));
}

export const wrapped: typeof WebSocket = wrapHost(class {
  readyState = 0; bufferedAmount = 0; protocol = ''; extensions = ''; binaryType = ''; onopen = null; onmessage = null; onerror = null; onclose = null;
  send() {}
  close() {}
});

// What an app writes.
import { WebSocket, drained, inspect, install, uninstall } from 'websocket-wasm';
import type { CloseSummary, DrainedOptions, Inspector, Snapshot, Traffic, WebSocketOptions } from 'websocket-wasm';
import 'websocket-wasm/auto';
import { wrapHost } from 'websocket-wasm/wrap-host';
import type { HostSocket } from 'websocket-wasm/wrap-host';

const { signal } = new AbortController();
const options: WebSocketOptions = { protocols: new Set(['chat', 'superchat']), closeTimeout: 500, connectTimeout: 5_000, highWaterMark: 2 ** 20, signal };
export const sockets: WebSocket[] = [
  new WebSocket('/chat'),
  new WebSocket(new URL('wss://example.org/'), 'chat'),
  new WebSocket('wss://example.org/', ['chat', 'superchat']),
  new WebSocket('wss://example.org/', new Set(['chat'])),
  new WebSocket('wss://example.org/', options),
  new WebSocket('wss://example.org/', { protocols: 'chat' }),
  new WebSocket('wss://example.org/', {}),
];

const socket = new WebSocket('wss://example.org/');
socket.binaryType = 'arraybuffer';
socket.onopen = function (event) {
  this.send(event.type);
  socket.send(new Uint8Array(4));
  socket.send(new ArrayBuffer(4));
  socket.send(new DataView(new ArrayBuffer(4)));
  socket.send(new Blob(['hello']));
};
socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => console.log(data);
socket.addEventListener('close', ({ code, reason, wasClean }) => socket.close(code satisfies number, `${reason}${wasClean}`));
socket.addEventListener('message', { handleEvent: ({ type }) => console.log(type) }, { once: true });
socket.removeEventListener('error', socket.onerror ?? (() => {}));
socket.onclose = null;
if (socket.readyState === WebSocket.OPEN || socket.readyState === socket.CONNECTING) socket.close(1000, 'done');
export const numbers: [0, 1, 2, 3] = [WebSocket.CONNECTING, WebSocket.OPEN, socket.CLOSING, socket.CLOSED];

// Members are overridden with methods, with accessors and with fields.
export class Verbose extends WebSocket {
  override onclose = () => console.log('closed');

  constructor(url: string) {
    super(url, { protocols: ['chat'] });
  }

  override get url() {
    return `${super.url}#`;
  }

  override send(data: string) {
    super.send(`${data}!`);
  }
}

export const replaced: typeof globalThis.WebSocket = uninstall();
export const installed: typeof WebSocket = install();

const rest: DrainedOptions = { below: 2 ** 16, signal };
export const waits: Promise<void>[] = [drained(socket), drained(socket, rest), drained(new Verbose('wss://example.org/'), {})];
drained(socket).catch(({ code, reason, wasClean }: Error & CloseSummary) => `${code satisfies number}${reason}${wasClean}`);

const inspector: Inspector = inspect(new Verbose('wss://example.org/'));
const snapshot: Snapshot = inspector.snapshot();
export const traffic: Traffic[] = [snapshot.sent, snapshot.received, snapshot.queued, snapshot.dropped];
export const seconds: number | undefined = snapshot.openSince === null ? undefined : snapshot.openSince / 1000;
export const summary: CloseSummary | null = snapshot.close;
export const state: 0 | 1 | 2 | 3 = snapshot.readyState;
export const sum: number = snapshot.bufferedAmount + snapshot.received.bytes + snapshot.sent.messages;
export const text: string = snapshot.url + snapshot.protocol + (summary?.reason ?? '');
inspector.detach();

export const wrapped: typeof WebSocket = wrapHost(globalThis.WebSocket);
export const fake = new (wrapHost(class implements HostSocket {
  readyState = 0;
  bufferedAmount = 0;
  protocol = '';
  extensions = '';
  binaryType = '';
  onopen = null;
  onmessage = null;
  onerror = null;
  onclose = null;

  constructor(readonly url: string, readonly protocols: string[]) {}

  send(data: string | ArrayBuffer) {
    console.log(data);
  }

  close() {}
}))('wss://example.org/');

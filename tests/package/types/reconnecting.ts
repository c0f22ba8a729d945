// What an app writes that wants a connection that comes back.
import { WebSocket as Plain } from 'websocket-wasm';
import ReconnectingWebSocket, { request, ReconnectingWebSocket as Named } from 'websocket-wasm/reconnecting';
import type { Cause, GiveUpEvent, HeartbeatOptions, OverflowEvent, ReconnectingEvent, ReconnectingOptions, UndeliveredEvent } from 'websocket-wasm/reconnecting';

const heartbeat: HeartbeatOptions = { interval: 20_000, timeout: 5_000, payload: () => new Uint8Array(1), isAlive: ({ data }) => data !== '', isAnswer: () => false };
const options: ReconnectingOptions = {
  firstDelay: 500, growth: 1.5, maxDelay: 10_000, jitter: 0.5, maxAttempts: 10, stableTime: 0, connectTimeout: 4_000, closeTimeout: 1_000,
  maxQueuedBytes: 1e6, maxQueuedMessages: 1_000, overflow: 'drop-oldest', highWaterMark: 65_536, startClosed: true, heartbeat, WebSocket: Plain,
  providerTimeout: 1_000, returnJitter: 0, hidden: { closeAfter: 60_000 }, delay: (attempt, { code }) => (code === 1012 ? 5_000 : attempt),
  greeting: async ({ attempt, closeEvent, signal }) => (signal.aborted ? undefined : [`${attempt}`, new Uint8Array(closeEvent?.code ?? 0)]),
  shouldReconnect: ({ code }, attempt) => code !== 4001 && attempt < 5,
};

export const sockets: Named[] = [
  new ReconnectingWebSocket('wss://example.org/'),
  new ReconnectingWebSocket(new URL('wss://example.org/'), 'chat'),
  new ReconnectingWebSocket(() => 'wss://example.org/', ['chat'], options),
  new ReconnectingWebSocket(async ({ attempt, closeEvent }) => `wss://example.org/?${attempt + (closeEvent?.code ?? 0)}`),
  new ReconnectingWebSocket(async () => new URL('wss://example.org/'), async () => ['chat', 'superchat'], options),
  new ReconnectingWebSocket('/chat', { ...options, protocols: () => 'chat', signal: new AbortController().signal }),
  new ReconnectingWebSocket('/chat', undefined, options),
  new ReconnectingWebSocket('/chat', { WebSocket: globalThis.WebSocket }),
  new ReconnectingWebSocket('/chat', { WebSocket: class extends Plain {} }),
];

const socket = new ReconnectingWebSocket('/chat');
socket.binaryType = 'arraybuffer';
socket.onopen = function () { this.send('hello'); };
socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => console.log(data);
socket.onreconnecting = ({ attempt, delay, cause, error }: ReconnectingEvent) => console.log(attempt + delay, cause satisfies Cause, error);
socket.ongiveup = ({ attempts }: GiveUpEvent) => console.log(attempts);
socket.onoverflow = ({ messages, bytes, policy }: OverflowEvent) => console.log(messages + bytes, policy);
socket.addEventListener('undelivered', ({ data }: UndeliveredEvent) => data.forEach((message) => socket.send(message)));
socket.addEventListener('close', ({ code }) => socket.reconnect(3000, `${code}`), { once: true });
if (socket.readyState === ReconnectingWebSocket.OPEN) socket.close(1000, 'done');
export const figures: number = socket.attempts + socket.bufferedAmount + socket.undelivered.messages;

export const answers: Promise<MessageEvent>[] = [
  request(socket, 'hello', { isAnswer: ({ data }) => data === 'hi' }),
  request(new Plain('/chat'), new Uint8Array(1), { isAnswer: () => true, timeout: 100, signal: new AbortController().signal }),
];
export const waiting: (string | ArrayBuffer | Blob)[] = socket.takeQueued();

export class Chat extends ReconnectingWebSocket {
  override send(data: string) {
    super.send(`${data}!`);
  }
}

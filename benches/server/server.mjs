// The server that the benchmark's sockets connect to: it does as little as it can for each message.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { listenOnLoopback } from '../../servers/loopback.mjs';
import { FrameScanner, frameOf, frameWith, OPCODE } from './frames.mjs';

/**
 * Listens on several ports of 127.0.0.1; resolves to `{ urls, close }`. The path of a connection says what happens on it:
 *
 * - `/source?type=text&bytes=16&messages=1000`: the client's first message is the signal to send so many.
 * - `/sink?every=1000`: after every so many messages, tells in a text how many have come, and how many bytes: `1000 16000`.
 * - `/slow?every=1000`: the same, and reads 64 KiB at a time with a pause after each.
 * - `/echo`: sends every message back.
 * - `/idle`: nothing.
 *
 * All answer a Close frame, and then end the connection.
 */
export async function startServer() {
  const listening = await Promise.all(Array.from({ length: PORTS }, () => listenOnLoopback(webSocketServer())));
  return {
    urls: listening.map(({ port }) => `ws://127.0.0.1:${port}`),
    close: () => Promise.all(listening.map(({ close }) => close())),
  };
}

function webSocketServer() {
  const server = createServer((request, response) => response.writeHead(426).end());
  server.on('upgrade', (request, tcp, head) => {
    const { pathname, searchParams } = new URL(request.url, 'http://127.0.0.1');
    const behaviour = BEHAVIOURS[pathname.slice(1)];
    if (!behaviour) return tcp.end('HTTP/1.1 404 Not Found\r\n\r\n');
    accept(request, tcp);
    const scanner = new FrameScanner({
      onControl: (opcode, payload) => control(tcp, opcode, payload),
      ...behaviour(tcp, searchParams),
    });
    tcp.on('data', (chunk) => scanner.scan(chunk));
    if (head.length > 0) scanner.scan(head);
  });
  return server;
}

const BEHAVIOURS = {
  source(tcp, query) {
    const frames = framesOf(OPCODE[query.get('type')], Number(query.get('bytes')), Number(query.get('messages')));
    return { onMessage: () => pour(tcp, frames()) };
  },

  sink(tcp, query) {
    const every = Number(query.get('every'));
    return {
      onMessage({ messages, bytes }) {
        if (messages % every === 0) tcp.write(frameWith(OPCODE.text, Buffer.from(`${messages} ${bytes}`)));
      },
    };
  },

  slow(tcp, query) {
    tcp.on('data', () => {
      tcp.pause();
      setTimeout(() => tcp.resume(), PAUSE_MS);
    });
    return BEHAVIOURS.sink(tcp, query);
  },

  echo(tcp) {
    return { onPayload: (payload) => tcp.write(frameWith(OPCODE.text, payload)) };
  },

  idle: () => ({}),
};

/** Makes so many equal frames in as few pieces as is sensible, each from the same bytes. */
function framesOf(opcode, byteLength, messages) {
  const frame = frameOf(opcode, byteLength);
  const inBatch = Math.min(messages, Math.max(1, Math.floor(BATCH_BYTES / frame.length)));
  const batch = Buffer.alloc(inBatch * frame.length, frame);
  return function* pieces() {
    for (let left = messages; left > 0; left -= inBatch)
      yield left < inBatch ? batch.subarray(0, left * frame.length) : batch;
  };
}

/** Writes all of it, as fast as the other side reads. */
function pour(tcp, pieces) {
  for (let next = pieces.next(); !next.done; next = pieces.next()) {
    if (!tcp.write(next.value)) return tcp.once('drain', () => pour(tcp, pieces));
  }
}

function accept(request, tcp) {
  // A client may go at any time.
  tcp.setNoDelay(true).on('error', () => {});
  const key = createHash('sha1')
    .update(request.headers['sec-websocket-key'] + GUID)
    .digest('base64');
  tcp.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${key}\r\n\r\n`,
  );
}

function control(tcp, opcode, payload) {
  if (opcode === OPCODE.close) tcp.end(frameWith(OPCODE.close, payload));
}

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
/** After it has connected to a port, Chromium lets ten milliseconds pass before it connects to that one again. */
const PORTS = 32;
const BATCH_BYTES = 256 * 1024;
const PAUSE_MS = 2;

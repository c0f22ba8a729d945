// A server that takes TCP connections, and never says a word.
import { createServer } from 'node:net';
import { listenOnLoopback } from '../../support/loopback.mjs';

export async function startSilentServer(port) {
  const server = createServer((socket) => socket.on('error', () => {}).resume());
  const { port: chosen, close } = await listenOnLoopback(server, port);
  return { url: `ws://127.0.0.1:${chosen}`, port: chosen, close };
}

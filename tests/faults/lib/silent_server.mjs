// A server that takes TCP connections, and never says a word: another one may take its place on the same port.
import { createServer } from 'node:net';
import { freePort, listenOnLoopback } from '../../../servers/loopback.mjs';

export async function startSilentServer() {
  const server = createServer((socket) => socket.on('error', () => {}).resume());
  const { port, close } = await listenOnLoopback(server, await freePort());
  return { url: `ws://127.0.0.1:${port}`, port, close };
}

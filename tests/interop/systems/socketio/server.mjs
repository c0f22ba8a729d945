// Socket.IO over WebSocket alone, plain and over TLS.
import { node, serverOn } from '../../lib/programs.mjs';
import { certificateFiles } from '../../lib/tls.mjs';

export const title = 'Socket.IO';
export const dialect = 'Socket.IO';
export const parts = ['socket.io', 'socket.io-client'];
export const clients = ['node_modules/socket.io-client/dist/socket.io.min.js'];
export const inTests = true;

export async function start() {
  const plain = await serverOn((port) => node(import.meta.dirname, 'rooms.mjs', port));
  const { key, cert } = await certificateFiles();
  const secure = await serverOn((port) => node(import.meta.dirname, 'rooms.mjs', port, key, cert));
  return {
    urls: { plain: `http://127.0.0.1:${plain.port}`, secure: `https://127.0.0.1:${secure.port}` },
    controls: { restart: plain.restart },
    stop: () => Promise.all([plain.stop(), secure.stop()]),
  };
}

// WebSocket-Node: its server, and its own class for browsers.
import { node, serverOn } from '../../lib/programs.mjs';

export const title = 'WebSocket-Node';
export const parts = ['websocket'];
export const inTests = true;

export async function start() {
  const server = await serverOn((port) => node(import.meta.dirname, 'echo.mjs', port));
  return { urls: { echo: `ws://127.0.0.1:${server.port}/` }, stop: server.stop };
}

// Faye: Bayeux over its own client, and faye-websocket, which carries it.
import { node, serverOn } from '../../lib/programs.mjs';

export const title = 'Faye';
export const parts = ['faye', 'faye-websocket'];
export const clients = ['node_modules/faye/client/faye-browser-min.js'];
export const inTests = true;

export async function start() {
  const bayeux = await serverOn((port) => node(import.meta.dirname, 'bayeux.mjs', port));
  const echo = await serverOn((port) => node(import.meta.dirname, 'echo.mjs', port));
  return {
    urls: { bayeux: `http://127.0.0.1:${bayeux.port}/faye`, echo: `ws://127.0.0.1:${echo.port}/` },
    stop: () => Promise.all([bayeux.stop(), echo.stop()]),
  };
}

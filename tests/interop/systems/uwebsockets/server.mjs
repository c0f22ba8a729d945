// µWebSockets, the C++ server, as Node programs have it: uws-pack is uWebSockets.js, which npm does not have.
import { node, serverOn } from '../../lib/programs.mjs';

export const title = 'µWebSockets';
export const parts = ['uws-pack'];

export async function start() {
  const server = await serverOn((port) => node(import.meta.dirname, 'echo.mjs', port));
  return { urls: { echo: `ws://127.0.0.1:${server.port}/echo`, slow: `ws://127.0.0.1:${server.port}/slow` }, stop: server.stop };
}

// ws with large messages: too slow for every `npm test`.
import { node, serverOn } from '../../lib/programs.mjs';

export const title = 'ws, large messages';
export const parts = ['ws'];

export async function start() {
  const server = await serverOn((port) => node(import.meta.dirname, '../ws/echo.mjs', port));
  return { urls: { echo: `ws://127.0.0.1:${server.port}/` }, stop: server.stop };
}

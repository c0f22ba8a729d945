// ws, the package that most servers on Node are made of.
import { node, serverOn } from '../../lib/programs.mjs';
import { certificateFiles } from '../../lib/tls.mjs';

export const title = 'ws';
export const parts = ['ws'];
export const inTests = true;

export async function start() {
  const plain = await serverOn((port) => node(import.meta.dirname, 'echo.mjs', port));
  const { key, cert } = await certificateFiles();
  const secure = await serverOn((port) => node(import.meta.dirname, 'echo.mjs', port, key, cert));
  return {
    urls: { plain: `ws://127.0.0.1:${plain.port}/`, secure: `wss://127.0.0.1:${secure.port}/` },
    stop: () => Promise.all([plain.stop(), secure.stop()]),
  };
}

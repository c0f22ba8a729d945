// cWS, the C++ server of ClusterWS by itself. It is built for Node 14 at the newest.
import { join } from 'node:path';
import { serverOn, startProgram } from '../../lib/programs.mjs';

export const title = 'cWS';
export const parts = ['@clusterws/cws', 'node14'];

const folder = import.meta.dirname;
const NODE_14 = join(folder, 'node_modules', 'node14', 'bin', 'node');

export async function start() {
  const args = (port) => [join(folder, 'echo.mjs'), String(port)];
  const { port, stop } = await serverOn((free) => startProgram(NODE_14, args(free), { cwd: folder }));
  return { urls: { plain: `ws://127.0.0.1:${port}/` }, stop };
}

// SocketCluster, whose client is an ES module that takes the class from the global when it is loaded.
import { node, serverOn } from '../../lib/programs.mjs';

export const title = 'SocketCluster';
export const parts = ['socketcluster-server', 'socketcluster-client'];
export const inTests = true;

export async function start() {
  const { port, stop } = await serverOn((free) => node(import.meta.dirname, 'agserver.mjs', free));
  return { urls: { port }, stop };
}

// ClusterWS, whose workers are processes of their own. Its native part is only built for old versions of Node: it has Node 10.
import { join } from 'node:path';
import { freePort } from '../../../../servers/loopback.mjs';
import { serverOn, startProgram } from '../../lib/programs.mjs';

export const title = 'ClusterWS';
export const parts = ['clusterws', 'clusterws-client-js', 'node10'];
export const clients = ['node_modules/clusterws-client-js/browser/clusterws.min.js'];

const folder = import.meta.dirname;
const NODE_10 = join(folder, 'node_modules', 'node10', 'bin', 'node');

export async function start() {
  const text = await cluster('text');
  const binary = await cluster('binary');
  return {
    urls: { text: `ws://127.0.0.1:${text.port}/`, binary: `ws://127.0.0.1:${binary.port}/` },
    stop: () => Promise.all([text.stop(), binary.stop()]),
  };
}

function cluster(mode) {
  return serverOn(async (port) => {
    const args = [port, await freePort(), mode].map(String);
    return startProgram(NODE_10, [join(folder, 'cluster.cjs'), ...args], { cwd: folder });
  });
}

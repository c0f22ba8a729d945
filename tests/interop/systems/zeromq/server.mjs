// ZeroMQ over WebSocket (ZWS 2.0): libzmq, as the package zeromq brings it, against its port to JavaScript.
import { node, serverOn } from '../../lib/programs.mjs';

export const title = 'ZeroMQ';
export const parts = ['zeromq', 'jszmq'];

export async function start() {
  const servers = await Promise.all(
    ['reply', 'publish', 'route'].map(async (kind) => [
      kind,
      await serverOn((port) => node(import.meta.dirname, 'peer.mjs', kind, port)),
    ]),
  );
  return {
    urls: Object.fromEntries(servers.map(([kind, { port }]) => [kind, `ws://127.0.0.1:${port}/`])),
    stop: () => Promise.all(servers.map(([, { stop }]) => stop())),
  };
}

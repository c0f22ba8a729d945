// jsonrpc-bidirectional: calls both ways over one connection, with its own build for browsers.
import { node, serverOn } from '../../lib/programs.mjs';

export const title = 'jsonrpc-bidirectional';
export const parts = ['jsonrpc-bidirectional', 'ws'];
export const clients = ['node_modules/jsonrpc-bidirectional/builds/browser/es7/jsonrpc.min.js'];
export const inTests = true;

export async function start() {
  const { port, stop } = await serverOn((free) => node(import.meta.dirname, 'api.mjs', free));
  return { urls: { api: `ws://127.0.0.1:${port}/api` }, stop };
}

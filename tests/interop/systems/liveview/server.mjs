// Phoenix LiveView: its own clients against pyview, a server of the same protocol.
import { python } from '../../lib/install.mjs';
import { serverOn, startProgram } from '../../lib/programs.mjs';

export const title = 'Phoenix LiveView';
export const parts = ['phoenix', 'phoenix_live_view', 'pyview-web', 'uvicorn'];
export const clients = [
  'node_modules/phoenix/priv/static/phoenix.min.js',
  'node_modules/phoenix_live_view/priv/static/phoenix_live_view.min.js',
];
export const fixture =
  'Phoenix is in none of npm, PyPI and Debian: pyview is an independent server of the protocol in Python';

export async function start() {
  const folder = import.meta.dirname;
  const { command, env } = python(folder);
  // The secret stays the same when the server is started again, as in production: tokens of pages that are open stay valid.
  const options = { cwd: folder, env: { ...env, PYVIEW_SECRET: crypto.randomUUID() }, ready: /Uvicorn running/ };
  const server = await serverOn((port) => startProgram(command, ['server.py', String(port)], options));
  return {
    urls: { page: `http://127.0.0.1:${server.port}/`, socket: `ws://127.0.0.1:${server.port}/live` },
    controls: { restart: server.restart },
    stop: server.stop,
  };
}

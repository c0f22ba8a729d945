// Phoenix Channels: Phoenix's own client against a fixture of its server.
import { node, serverOn } from '../../lib/programs.mjs';
import { transcriptOf } from './transcript.mjs';

export const title = 'Phoenix Channels';
export const dialect = 'Phoenix';
export const parts = ['phoenix', 'ws'];
export const clients = ['node_modules/phoenix/priv/static/phoenix.min.js'];
export const fixture =
  'Phoenix is in none of npm, PyPI and Debian: a fixture answers as Phoenix 1.7.14 was recorded to';
export const inTests = true;

export async function start() {
  const server = await serverOn((port) => node(import.meta.dirname, 'fixture.mjs', port));
  const url = `ws://127.0.0.1:${server.port}/socket`;
  return { urls: { socket: url }, transcript: () => transcriptOf(`${url}/websocket?vsn=2.0.0`), stop: server.stop };
}

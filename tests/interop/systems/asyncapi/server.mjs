// AsyncAPI: a document describes the server, and what is connected to and exchanged is what the document says.
import { node, serverOn } from '../../lib/programs.mjs';
import { readDescription } from './document.mjs';

export const title = 'AsyncAPI';
export const parts = ['@asyncapi/parser', 'ws'];

export async function start() {
  const { urlAt, subprotocol, messages, problemsOf } = await readDescription('echo.asyncapi.yaml');
  const server = await serverOn((port) => node(import.meta.dirname, '../ws/echo.mjs', port));
  return { urls: { echo: urlAt(server.port), subprotocol, messages }, controls: { problemsOf }, stop: server.stop };
}

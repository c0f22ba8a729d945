import { closedByServer, closesWithWatcher, echoes } from '../../lib/page/echo.mjs';
import { exchange, open } from '../../lib/page/sockets.mjs';

export default async function scenario({ urls, step }) {
  const socket = await open(urls.echo, ['chat', 'echo']);
  await step('the subprotocol that the server chose', () => socket.protocol);
  await echoes(socket, step);
  await step('a ping of the server, and what it got for it', () => exchange(socket, 'ping'));
  await closesWithWatcher(socket, urls.echo, step);
  await closedByServer(urls.echo, step);
}

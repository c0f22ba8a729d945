import { BYTES, TEXT, close, comesBack, exchange, next, open } from '../../lib/page/sockets.mjs';

export default async function scenario({ urls, step }) {
  const socket = await open(urls.echo, ['chat', 'echo']);
  socket.binaryType = 'arraybuffer';
  await step('the subprotocol that the server chose', () => socket.protocol);
  await step('compression', () => socket.extensions.split(';')[0]);
  await step('text', () => exchange(socket, TEXT));
  await step('bytes', () => exchange(socket, BYTES));
  await step('64 KiB of text that compresses', () => comesBack(socket, 'compress me '.repeat(5461)));
  await step('a ping of the server, and what it got for it', () => exchange(socket, 'ping'));
  await step('a close code and reason of ours, and what the server got', async () => {
    const watcher = await open(urls.echo);
    await exchange(watcher, 'watch');
    const told = next(watcher, 'message');
    const answer = await close(socket, 4001, `adieu ${TEXT}`);
    return [answer, (await told).data, await close(watcher, 1000)];
  });
  await step('a close code and reason of the server', async () => {
    const other = await open(urls.echo);
    const end = next(other, 'close');
    other.send(`close 4002 ${TEXT}`);
    // cowboy ends the connection right after its Close frame: wasClean depends on whether the answer was sent by then.
    const { code, reason } = await end;
    return { code, reason };
  });
}

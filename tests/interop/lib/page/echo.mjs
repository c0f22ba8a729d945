// Steps that echo servers share. `close CODE REASON` has such a server close; after `watch` it tells how others have closed.
import { BYTES, close, comesBack, exchange, next, open, TEXT } from './sockets.mjs';

/** Text and bytes come back, compressed if that is negotiated. */
export async function echoes(socket, step) {
  socket.binaryType = 'arraybuffer';
  await step('compression', () => socket.extensions.split(';')[0]);
  await step('text', () => exchange(socket, TEXT));
  await step('bytes', () => exchange(socket, BYTES));
  await step('64 KiB of text that compresses', () => comesBack(socket, 'compress me '.repeat(5461)));
}

/** The page closes a socket, and the server tells another one what it got. */
export async function closesWithWatcher(socket, url, step) {
  await step('a close code and reason of ours, and what the server got', async () => {
    const watcher = await open(url);
    await exchange(watcher, 'watch');
    const told = next(watcher, 'message');
    const answer = await close(socket, 4001, `adieu ${TEXT}`);
    return [answer, (await told).data, await close(watcher, 1000)];
  });
}

/**
 * The server closes a socket. Not whether that was clean: these servers end the connection right after their Close frame, so that
 * depends on whether the browser's answer was sent by then.
 */
export async function closedByServer(url, step) {
  await step('a close code and reason of the server', async () => {
    const socket = await open(url);
    const end = next(socket, 'close');
    socket.send(`close 4002 ${TEXT}`);
    const { code, reason } = await end;
    return { code, reason };
  });
}

import { BYTES, hex, shown, TEXT } from '../../lib/page/sockets.mjs';
import { connect, listen, once } from '../socketio/client.mjs';

export default async function scenario({ urls, step }) {
  const sockets = await Promise.all([connect(urls.http), connect(urls.http)]);
  const [first, second] = sockets;
  await step('the transport', () => first.io.engine.transport.name);
  await step('an acknowledgement', () => first.emitWithAck('echo', TEXT));
  await step('bytes to the server', () => first.emitWithAck('digits of', BYTES));
  await step('bytes from the server', async () => shown(await first.emitWithAck('bytes of', hex(BYTES))));
  await step('bytes within an object, both ways', async () => {
    const { text, bytes } = await first.emitWithAck('echo', { text: TEXT, bytes: [BYTES, BYTES.slice(0, 2)] });
    return { text, bytes: await Promise.all(bytes.map(shown)) };
  });
  await step('a broadcast of text, to all but its sender', () => broadcast(sockets, TEXT));
  await step('a broadcast of bytes, to all but its sender', () => broadcast(sockets, BYTES));
  await step('disconnected by the server', async () => {
    const end = once(second, 'disconnect');
    second.emit('end');
    return end;
  });
  await step('disconnected by us', async () => {
    const end = once(first, 'disconnect');
    first.disconnect();
    return end;
  });
}

/** Broadcasts from the first socket, and resolves to what each has received. */
async function broadcast(sockets, message) {
  const received = listen(sockets, 'broadcast');
  await sockets[0].emitWithAck('broadcast', message);
  return Promise.all((await received()).map((data) => Promise.all(data.map(shown))));
}

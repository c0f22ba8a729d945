import { BYTES, hex, shown, TEXT } from '../../lib/page/sockets.mjs';
import { connect, listen, once } from './client.mjs';

export default async function scenario({ urls, step, control }) {
  const sockets = await Promise.all([connect(urls.plain), connect(urls.plain), connect(urls.plain)]);
  await messages(sockets[0], step);
  await broadcasts(sockets, step);
  await ends(sockets, step);
  await restart(sockets[0], step, control);
  await overTls(urls.secure, step);
}

async function messages(socket, step) {
  await step('the transport', () => socket.io.engine.transport.name);
  await step('an acknowledgement', () => socket.emitWithAck('echo', TEXT));
  await step('bytes to the server', () => socket.emitWithAck('digits of', BYTES));
  await step('bytes from the server', async () => shown(await socket.emitWithAck('bytes of', hex(BYTES))));
  await step('bytes within an object, both ways', async () => {
    const { text, bytes } = await socket.emitWithAck('echo', { text: TEXT, bytes: [BYTES, BYTES.slice(0, 2)] });
    return { text, bytes: await Promise.all(bytes.map(shown)) };
  });
}

async function broadcasts(sockets, step) {
  const [sender, member] = sockets;
  await step('a broadcast, to all but its sender', async () => {
    const received = listen(sockets, 'broadcast');
    await sender.emitWithAck('broadcast', TEXT);
    return received();
  });
  const room = crypto.randomUUID();
  await step('a message to a room that nobody has joined', async () => {
    const received = listen(sockets, 'to room');
    await sender.emitWithAck('to room', room, TEXT);
    return received();
  });
  await step('a message to a room, to its members only', async () => {
    await Promise.all([sender, member].map((socket) => socket.emitWithAck('join', room)));
    const received = listen(sockets, 'to room');
    await sender.emitWithAck('to room', room, TEXT);
    return received();
  });
  await step('bytes to a room, and a member has left', async () => {
    await sender.emitWithAck('leave', room);
    const received = listen(sockets, 'to room');
    await sender.emitWithAck('to room', room, BYTES);
    return Promise.all((await received()).map((data) => Promise.all(data.map(shown))));
  });
}

async function ends([, second, third], step) {
  await step('disconnected by the server', async () => {
    const end = once(second, 'disconnect');
    second.emit('end');
    return end;
  });
  await step('disconnected by us', async () => {
    const end = once(third, 'disconnect');
    third.disconnect();
    return end;
  });
}

async function restart(socket, step, control) {
  const { id } = socket;
  const end = once(socket, 'disconnect');
  const connected = once(socket, 'connect');
  await step('the server restarts: why the connection ended', async () => {
    await control('restart');
    return end;
  });
  await step('connected to the restarted server, by itself', async () => {
    await connected;
    const answer = await socket.emitWithAck('echo', TEXT);
    return { isOther: socket.id !== id, transport: socket.io.engine.transport.name, answer };
  });
  socket.disconnect();
}

async function overTls(url, step) {
  const socket = await connect(url);
  await step('over TLS', async () => [
    socket.io.engine.transport.uri().split(':')[0],
    await socket.emitWithAck('echo', TEXT),
    await shown(await socket.emitWithAck('echo', BYTES)),
  ]);
  socket.disconnect();
}

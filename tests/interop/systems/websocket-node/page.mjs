import { w3cwebsocket } from 'websocket';
import { BYTES, TEXT, close, closing, comesBack, exchange, manyBytes, next, open } from '../../lib/page/sockets.mjs';

export default async function scenario({ urls, step }) {
  const socket = await open(urls.echo, ['chat', 'echo']);
  await step('the subprotocol that the server chose', () => socket.protocol);
  await step('text', () => exchange(socket, TEXT));
  await step('bytes, received as a Blob', () => exchange(socket, BYTES));
  socket.binaryType = 'arraybuffer';
  await step('bytes, received as an ArrayBuffer', () => exchange(socket, BYTES));
  // The most that the server takes in a frame.
  await step('64 KiB of bytes', () => comesBack(socket, manyBytes(64 * 1024)));
  // The server answers every Close with 1000.
  await step('closed by us', () => close(socket, 4001, `adieu ${TEXT}`));
  await step('closed by the server', async () => {
    const other = await open(urls.echo);
    const end = next(other, 'close');
    other.send(`close 4002 ${TEXT}`);
    // The server ends the stream with its Close: who has not answered yet, as often Firefox, does not find that clean.
    const { code, reason } = await end;
    return { code, reason };
  });

  const theirs = new w3cwebsocket(urls.echo, 'echo');
  await next(theirs, 'open');
  theirs.binaryType = 'arraybuffer';
  await step('w3cwebsocket makes sockets of the class on the global', () => theirs instanceof WebSocket);
  await step('w3cwebsocket: the subprotocol', () => theirs.protocol);
  await step('w3cwebsocket: text', () => exchange(theirs, TEXT));
  await step('w3cwebsocket: bytes', () => exchange(theirs, BYTES));
  await step('w3cwebsocket: the close event, at onclose', () => {
    const end = new Promise((resolve) => {
      theirs.onclose = resolve;
    });
    theirs.close(1000);
    return end.then(closing);
  });
}

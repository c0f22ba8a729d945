import { BYTES, close, closing, comesBack, exchange, next, open, TEXT } from '../../lib/page/sockets.mjs';

export default async function scenario({ urls, step }) {
  const socket = await open(urls.plain, ['chat', 'echo']);
  await step('the subprotocol that the server chose', () => socket.protocol);
  await step('compression', () => socket.extensions.split(';')[0]);
  await step('text', () => exchange(socket, TEXT));
  await step('an empty text', () => exchange(socket, ''));
  await step('a Blob, received as a Blob', () => exchange(socket, new Blob(['Blob ', BYTES])));
  socket.binaryType = 'arraybuffer';
  await step('a view, received as an ArrayBuffer', () => exchange(socket, BYTES));
  await step('an ArrayBuffer', () => exchange(socket, BYTES.buffer));
  await step('64 KiB of text that compresses', () => comesBack(socket, 'compress me '.repeat(5461)));
  await step('a close code and reason of ours', () => close(socket, 4001, `adieu ${TEXT}`));
  await step('a close code and reason of the server', async () => {
    const other = await open(urls.plain);
    const end = next(other, 'close');
    other.send(`close 4002 ${TEXT}`);
    return closing(await end);
  });
  await step('text and bytes over TLS', async () => {
    const secure = await open(urls.secure);
    secure.binaryType = 'arraybuffer';
    const messages = [await exchange(secure, TEXT), await exchange(secure, BYTES)];
    return [...messages, await close(secure, 1000)];
  });
}

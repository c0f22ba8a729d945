import { closedByServer } from '../../lib/page/echo.mjs';
import { BYTES, close, comesBack, exchange, manyBytes, open, TEXT } from '../../lib/page/sockets.mjs';

export default async function scenario({ urls, step }) {
  const socket = await open(urls.plain);
  await step('compression', () => socket.extensions.split(';')[0]);
  await step('text', () => exchange(socket, TEXT));
  await step('an empty text', () => exchange(socket, ''));
  await step('a Blob, received as a Blob', () => exchange(socket, new Blob(['Blob ', BYTES])));
  socket.binaryType = 'arraybuffer';
  await step('a view, received as an ArrayBuffer', () => exchange(socket, BYTES));
  await step('64 KiB of text that compresses', () => comesBack(socket, 'compress me '.repeat(5461)));
  await step('a MiB of bytes that do not', () => comesBack(socket, manyBytes(1 << 20)));
  await step('a close code and reason of ours', () => close(socket, 4001, `adieu ${TEXT}`));
  await step('a close without a code', async () => close(await open(urls.plain)));
  await closedByServer(urls.plain, step);
}

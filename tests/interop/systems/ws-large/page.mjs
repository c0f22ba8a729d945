import { close, comesBack, manyBytes, open } from '../../lib/page/sockets.mjs';

const MB = 1_000_000;

export default async function scenario({ urls, step }) {
  const socket = await open(urls.echo);
  socket.binaryType = 'arraybuffer';
  await step('16 MB of bytes', () => comesBack(socket, manyBytes(16 * MB)));
  await step('100 MB of bytes', () => comesBack(socket, manyBytes(100 * MB)));
  await step('16 MB of text', () => comesBack(socket, 'é✓🌍, '.repeat((16 * MB) / 11)));
  await step('16 MB as a Blob', () => comesBack(socket, new Blob([manyBytes(16 * MB)])));
  await step('close', () => close(socket, 1000));
}

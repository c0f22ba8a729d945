import {
  BYTES,
  TEXT,
  close,
  closing,
  comesBack,
  exchange,
  manyBytes,
  next,
  open,
  sameBytes,
} from '../../lib/page/sockets.mjs';

// websocketd does not read what a command writes while the command does not read: no more at once than a pipe holds.
const PIECE = 50_000;

export default async function scenario({ urls, step }) {
  for (const [way, url] of [
    ['ws', urls.plain],
    ['wss', urls.secure],
  ]) {
    await proxied(`${url}/echo`, (name, act) => step(`${way}: ${name}`, act));
    await commands(url, (name, act) => step(`${way}: ${name}`, act));
  }
}

async function proxied(url, step) {
  const socket = await open(url, ['chat', 'echo']);
  socket.binaryType = 'arraybuffer';
  await step('the subprotocol that the server behind it chose', () => socket.protocol);
  await step('its compression', () => socket.extensions.split(';')[0]);
  await step('text', () => exchange(socket, TEXT));
  await step('bytes', () => exchange(socket, BYTES));
  await step('1 MB of bytes', () => comesBack(socket, manyBytes(1_000_000)));
  await step('64 KiB of text that compresses', () => comesBack(socket, 'compress me '.repeat(5461)));
  await step('a close code and reason of ours', () => close(socket, 4001, `adieu ${TEXT}`));
  await step('a close code and reason of the server', async () => {
    const other = await open(url);
    const end = next(other, 'close');
    other.send(`close 4002 ${TEXT}`);
    return closing(await end);
  });
}

async function commands(url, step) {
  await step('a command that writes lines, reads them, and ends', async () => {
    const socket = new WebSocket(`${url}/lines`);
    const greeting = await next(socket, 'message');
    const answers = [greeting.data, await exchange(socket, TEXT), await exchange(socket, 'another')];
    const end = next(socket, 'close');
    socket.send('quit');
    return [...answers, closing(await end)];
  });
  await step('a command that gives bytes back', async () => {
    const socket = await open(`${url}/bytes`);
    socket.binaryType = 'arraybuffer';
    const answers = [await exchange(socket, BYTES), await piped(socket, manyBytes(1_000_000))];
    return [...answers, await close(socket, 1000)];
  });
}

/** Sends much to a command. A pipe has no messages: the bytes come back in other pieces. */
async function piped(socket, bytes) {
  const back = new Uint8Array(bytes.length);
  let length = 0;
  for (let start = 0; start < bytes.length; start += PIECE) {
    const piece = bytes.subarray(start, start + PIECE);
    socket.send(piece);
    while (length < start + piece.length) {
      const { data } = await next(socket, 'message');
      back.set(new Uint8Array(data), length);
      length += data.byteLength;
    }
  }
  return { bytes: length, same: sameBytes(bytes, back) };
}

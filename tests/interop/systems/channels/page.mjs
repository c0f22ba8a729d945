import { BYTES, TEXT, close, comesBack, exchange, manyBytes, next, open } from '../../lib/page/sockets.mjs';

export default async function scenario({ urls, step }) {
  await echo(`${urls.base}/echo/`, step);
  await rooms(`${urls.base}/rooms`, step);
}

async function echo(url, step) {
  const socket = await open(url, ['chat', 'echo']);
  await step('the subprotocol that the server chose', () => socket.protocol);
  await step('text', () => exchange(socket, TEXT));
  await step('bytes, received as a Blob', () => exchange(socket, BYTES));
  socket.binaryType = 'arraybuffer';
  await step('bytes, received as an ArrayBuffer', () => exchange(socket, BYTES));
  await step('256 KiB of bytes', () => comesBack(socket, manyBytes(256 * 1024)));
  // daphne answers every Close with 1000.
  await step('closed by us', () => close(socket, 4001, `adieu ${TEXT}`));
  await step('closed by the server', async () => {
    const other = await open(url);
    const end = next(other, 'close');
    other.send('close 4002');
    // daphne gives no reason, and resets the connection once its Close is answered: browsers differ on whether that is clean.
    const { code, reason } = await end;
    return { code, reason };
  });
}

async function rooms(url, step) {
  const room = crypto.randomUUID();
  const [first, second, outsider] = await Promise.all(
    [room, room, crypto.randomUUID()].map((name) => open(`${url}/${name}/`)),
  );
  const heardOutside = [];
  outsider.addEventListener('message', ({ data }) => heardOutside.push(JSON.parse(data)));
  await step('what one says, to all of the room', () => said([first, second], first, { text: TEXT }));
  await step('and what the other answers', () => said([first, second], second, { answer: [1, null, 'two'] }));
  await step('in another room only what is said there', async () => {
    await said([outsider], outsider, { text: 'alone' });
    return heardOutside;
  });
  await step('close', () => Promise.all([first, second, outsider].map((socket) => close(socket, 1000))));
}

/** Has one speak, and resolves to the next that each of the listeners hears. */
async function said(listeners, speaker, content) {
  const messages = listeners.map((socket) => next(socket, 'message'));
  speaker.send(JSON.stringify(content));
  return Promise.all(messages.map(async (message) => JSON.parse((await message).data)));
}

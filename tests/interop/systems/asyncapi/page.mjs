import { closing, next, open } from '../../lib/page/sockets.mjs';

export default async function scenario({ urls: { echo, subprotocol, messages }, step, control }) {
  const socket = await open(echo, subprotocol);
  socket.binaryType = 'arraybuffer';
  await step('the subprotocol of the document', () => socket.protocol);

  const exchange = async ({ id, contentType, payload }) => {
    const { encode, decode } = CONTENT[contentType];
    const answer = next(socket, 'message');
    socket.send(encode(payload));
    const received = decode((await answer).data);
    return { received, problems: await control('problemsOf', id, received) };
  };
  for (const message of messages.echo) await step(`${message.id}: ${message.name}`, () => exchange(message));
  const reading = messages.echo.find(({ id }) => id === 'reading');
  await step('a reading that is not as described', () =>
    exchange({ ...reading, payload: { ...reading.payload, celsius: 'warm' } }),
  );

  const [farewell] = messages.leave;
  await step(`${farewell.id}: ${farewell.name}`, async () => {
    const end = next(socket, 'close');
    socket.send(farewell.payload);
    return closing(await end);
  });
}

/** What goes over the connection for a payload, and back. */
const CONTENT = {
  'text/plain': { encode: (text) => text, decode: (text) => text },
  'application/json': { encode: JSON.stringify, decode: JSON.parse },
  'application/octet-stream': {
    encode: (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)),
    decode: (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))),
  },
};

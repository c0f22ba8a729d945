// What two peers see of a HumbleNet server. recorded.txt is what they saw of the real one.
import { on, once } from 'node:events';
import { WebSocket } from 'ws';
import { hex } from '../../lib/page/sockets.mjs';
import { decode, encode } from './codec.mjs';

const HELLO = { type: 'HelloServer', version: 0, flags: 1, gameToken: 'demo', gameSignature: 'sig' };

/** Talks to a server: a line for every message, in the order in which they were waited for. */
export async function transcribe(url) {
  const lines = [];
  const names = new Map();
  const [a, b] = [await open('A', url, names, lines), await open('B', url, names, lines)];
  a.send(HELLO);
  const { peerId } = await a.receive();
  b.send(HELLO);
  await b.receive();
  a.send({ type: 'AliasRegister', alias: 'alice' });
  await a.settle();
  for (const alias of ['alice', 'nobody']) {
    b.send({ type: 'AliasLookup', alias });
    await b.receive();
  }
  b.send({ type: 'P2PRelayData', peerId, data: [0, 1, 255] });
  await a.receive();
  b.send({ type: 'P2PRelayData', peerId: 4242424, data: [1] });
  await b.receive();
  a.sendMalformed();
  await a.end();
  b.close(1000);
  await b.end();
  return lines.join('\n');
}

async function open(name, url, names, lines) {
  const socket = new WebSocket(url, 'humblepeer');
  const messages = on(socket, 'message', { close: ['close'] });
  const closed = once(socket, 'close');
  await once(socket, 'open');
  lines.push(`${name} open proto ${socket.protocol}`);

  const receive = async () => {
    const { value: [data, isBinary] = [] } = await messages.next();
    if (!data) return undefined;
    const message = decode(data);
    if (message.type === 'HelloClient') names.set(message.peerId, name);
    lines.push(`${name} < ${isBinary ? 'bin' : 'text'} ${shown(message, names)}`);
    return message;
  };
  return {
    receive,
    send(message) {
      lines.push(`${name} > ${message.type}`);
      socket.send(encode(message));
    },
    /** Waits until the server has read what it gives no answer to. */
    async settle() {
      socket.ping();
      await once(socket, 'pong');
    },
    /** Sends a message with a wrong byte, which breaks the checksum. */
    sendMalformed() {
      const message = encode({ type: 'AliasLookup', alias: 'x' });
      message[message.length - 1] ^= 1;
      socket.send(message);
    },
    close: (...args) => socket.close(...args),
    /** Waits for the end, and what nobody waited for before it. */
    async end() {
      while (await receive());
      const [code] = await closed;
      lines.push(`${name} closed ${code}`);
    },
  };
}

/** A message as text, with names for the numbers that a server gives to peers. */
function shown(message, names) {
  return JSON.stringify(message, (key, value) => {
    if (key === 'peerId' && names.has(value)) return `#${names.get(value)}`;
    return value instanceof Uint8Array ? hex(value) : value;
  });
}

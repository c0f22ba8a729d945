import { BYTES, TEXT, close, closing, comesBack, exchange, manyBytes, next, open } from '../../lib/page/sockets.mjs';

const MB = 1_000_000;

export default async function scenario({ urls, step }) {
  const echo = await open(urls.echo);
  echo.binaryType = 'arraybuffer';
  await step('text', () => exchange(echo, TEXT));
  await step('bytes', () => exchange(echo, BYTES));
  await step('3 MB of bytes', () => comesBack(echo, manyBytes(3 * MB)));
  await step('a close code and reason of ours', () => close(echo, 4001, `adieu ${TEXT}`));
  await step('a close code and reason of the server', async () => {
    const other = await open(urls.echo);
    const end = next(other, 'close');
    other.send(`close 4002 ${TEXT}`);
    return closing(await end);
  });

  const [a, b] = [new Client(urls.web), new Client(urls.web)];
  await step('a packet for everyone who comes', async () => [await a.welcome(), await b.welcome()]);
  await step('a packet that comes back', () => {
    a.send({ opcode: 'echo', message: TEXT });
    return a.receive(2);
  });
  await step('3 MB of text in a packet', async () => {
    const message = 'é✓🌍, '.repeat((3 * MB) / 11);
    a.send({ opcode: 'echo', message });
    const [{ opcode, message: received }, end] = await a.receive(2);
    return [{ opcode, length: received.length, same: received === message }, end];
  });
  await step('a broadcast', async () => {
    a.send({ opcode: 'broadcast', message: TEXT });
    return { other: await b.receive(1), sender: await a.receive(1) };
  });
  await step('feedback to one', async () => {
    b.send({ opcode: 'feedback', message: TEXT, uuid: a.uuid });
    const [{ uuid, ...packet }] = await a.receive(1);
    return { other: { ...packet, isForIt: uuid === a.uuid }, sender: await b.receive(1) };
  });

  // As the real one: it sends no Close frame, neither of its own nor as an answer.
  await step('a connection that the server drops', async () => {
    const end = next(a.socket, 'close');
    a.send({ opcode: 'quit' });
    return closing(await end);
  });
  await step('a close of ours without an answer', () => close(b.socket, 1000, 'bye'));
}

/** A connection that speaks in packets of JSON, and keeps them until they are asked for. */
class Client {
  #packets = [];
  #onPacket = () => {};

  constructor(url) {
    this.socket = new WebSocket(url);
    this.socket.addEventListener('message', ({ data }) => {
      this.#packets.push(JSON.parse(data));
      this.#onPacket();
    });
  }

  async welcome() {
    const [{ opcode, uuid }] = await this.receive(1);
    this.uuid = uuid;
    return { opcode, hasUuid: /^[0-9a-f]{32}$/.test(uuid) };
  }

  send(packet) {
    this.socket.send(JSON.stringify(packet));
  }

  async receive(count) {
    while (this.#packets.length < count)
      await new Promise((resolve) => {
        this.#onPacket = resolve;
      });
    return this.#packets.splice(0, count);
  }
}

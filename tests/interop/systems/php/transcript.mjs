// What two clients of PHP WebSocket Server see. recorded.txt is what they saw of the real one.
import { on, once } from 'node:events';
import { WebSocket } from 'ws';

const WIDTH = 100;

/** Talks to a server: a line for every message and close, in the order in which they were waited for. */
export async function transcribe(url) {
  const lines = [];
  const write = (line) => lines.push(masked(line).slice(0, WIDTH));
  const [a, b] = [await join('A', url, write), await join('B', url, write)];

  a.send({ opcode: 'echo', message: 'hé✓' });
  await a.receive(2);
  a.send({ opcode: 'broadcast', message: 'hello' });
  await b.receive(1);
  await a.receive(1);
  a.send({ opcode: 'feedback', message: 'psst', uuid: b.uuid, from: a.uuid });
  await b.receive(1);
  await a.receive(1);
  a.send({ opcode: 'echo', message: 'x'.repeat(20000) });
  await a.receive(2);
  a.send({ opcode: 'quit' });
  await a.end();
  b.close(1000, 'bye');
  await b.end();
  return lines.join('\n');
}

async function join(name, url, write) {
  const socket = new WebSocket(url);
  const messages = on(socket, 'message', { close: ['close'] });
  const closed = once(socket, 'close');
  const receive = async () => {
    const { value: [data] = [] } = await messages.next();
    if (data) write(`${name} < ${data}`);
    return data && JSON.parse(data);
  };
  const { uuid } = await receive();
  return {
    uuid,
    send(packet) {
      const text = JSON.stringify(packet);
      write(`${name} > ${text}`);
      socket.send(text);
    },
    async receive(count) {
      for (let index = 0; index < count; index++) await receive();
    },
    close: (...args) => socket.close(...args),
    /** Waits for the end, and what nobody waited for before it. */
    async end() {
      while (await receive());
      const [code, reason] = await closed;
      write(`${name} closed ${code} ${reason}`.trim());
    },
  };
}

/** A line without what every run has anew. */
const masked = (line) => line.replace(/"(uuid|from)":"[^"]*"/g, '"$1":"<$1>"');

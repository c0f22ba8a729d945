// Sends what was sent to the real Phoenix when recorded.txt was written, and tells what the server here answers.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WebSocket } from 'ws';

const SENT = '  > ';
const RECEIVED = '  < ';

/** The lines of recorded.txt, as the server at this address would have them. */
export async function transcriptOf(url) {
  const recorded = readFileSync(join(import.meta.dirname, 'recorded.txt'), 'utf8').split('\n');
  const lines = [];
  const socket = new WebSocket(url);
  socket.on('message', (data, isBinary) =>
    lines.push(RECEIVED + (isBinary ? `bin ${data.toString('hex')}` : sorted(data))),
  );
  await once(socket, 'open');
  for (const line of recorded.filter((text) => text.startsWith(SENT))) {
    lines.push(line);
    const [, hex] = /^bin (.*)/.exec(line.slice(SENT.length)) ?? [];
    socket.send(hex ? Buffer.from(hex, 'hex') : line.slice(SENT.length));
    // The fixture answers at once, so the pong comes after all that it has to say to this.
    socket.ping();
    await once(socket, 'pong');
  }
  socket.close(1000);
  const [code] = await once(socket, 'close');
  return [...lines, `  closed ${code}`].join('\n');
}

/** JSON with the keys in order: Elixir's maps have none. */
function sorted(text) {
  const inOrder = (value) => {
    if (Array.isArray(value)) return value.map(inOrder);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.keys(value)
        .sort()
        .map((key) => [key, inOrder(value[key])]),
    );
  };
  return JSON.stringify(inOrder(JSON.parse(text)));
}

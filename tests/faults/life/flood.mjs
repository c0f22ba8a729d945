// A server that says 10,000 messages a second, and how many it has said.
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const RATE = 10_000;
const TICK_MS = 10;
const FIN_AND_TEXT = 0x81;
/** A length that two more bytes have. */
const LENGTH_FOLLOWS = 126;

/**
 * Starts it. `takeSent()` tells of the connection that has ended last, or of the one that there is: `count` and `seconds`, and `upTo(number)`,
 * how many were handed to the network after the message with that number when the client said that it ended.
 */
export async function startFlood() {
  const http = createServer();
  const sockets = new WebSocketServer({ noServer: true });
  let latest;
  http.on('upgrade', (request, tcp, head) =>
    sockets.handleUpgrade(request, tcp, head, (socket) => {
      latest = flood(tcp);
      const { stop } = latest;
      socket.on('message', stop);
      socket.on('close', stop);
      socket.on('error', () => {});
    }),
  );
  await new Promise((resolve) => {
    http.listen(0, '127.0.0.1', () => resolve(undefined));
  });
  const { port } = /** @type {any} */ (http.address());
  return {
    url: `ws://127.0.0.1:${port}/`,
    takeSent() {
      const taken = latest?.told();
      latest = undefined;
      return taken;
    },
    async close() {
      latest?.stop();
      sockets.clients.forEach((socket) => socket.terminate());
      await new Promise((resolve) => {
        http.close(() => resolve(undefined));
      });
    },
  };
}

/** Writes the messages of a tick at once: to write each by itself would take a server more time than there is. */
function flood(tcp) {
  const started = performance.now();
  let count = 0;
  let ended;
  const timer = setInterval(() => {
    // What the network has not taken is not made more. A timer that is late makes up for it.
    if (tcp.writableNeedDrain) return;
    const frames = [];
    for (const due = ((performance.now() - started) * RATE) / 1000; count < due; count += 1)
      frames.push(frameOf(count));
    tcp.write(Buffer.concat(frames));
  }, TICK_MS);
  return {
    stop() {
      clearInterval(timer);
      ended ??= performance.now();
    },
    told: () => ({
      count,
      seconds: ((ended ?? performance.now()) - started) / 1000,
      upTo: (number) => count - 1 - number,
    }),
  };
}

function frameOf(number) {
  const text = JSON.stringify({
    number,
    at: Date.now(),
    symbol: `S${number % 40}`,
    price: number / 7,
    note: 'x'.repeat(30),
  });
  const data = Buffer.from(text);
  const header = Buffer.alloc(data.length < LENGTH_FOLLOWS ? 2 : 4);
  header[0] = FIN_AND_TEXT;
  header[1] = Math.min(data.length, LENGTH_FOLLOWS);
  if (data.length >= LENGTH_FOLLOWS) header.writeUInt16BE(data.length, 2);
  return Buffer.concat([header, data]);
}

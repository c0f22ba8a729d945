// The server of these measurements.
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

/** It drops a client that is silent for longer. */
const SILENCE_MS = 45_000;

/** A server that answers each message, and drops who is silent. It listens to what the path names. */
export async function startServer() {
  const heard = {};
  const tcp = new Set();
  let port = 0;
  let http;
  const noteOf = (url) => (heard[url.slice(1)] ??= { drops: 0, longest: 0, messages: 0 });

  const listen = async () => {
    http = createServer();
    http.on('connection', (socket) => tcp.add(socket));
    new WebSocketServer({ server: http }).on('connection', (socket, { url }) => {
      const note = noteOf(url);
      let latest = performance.now();
      const silence = () => {
        note.drops += 1;
        socket.terminate();
      };
      let timer = setTimeout(silence, SILENCE_MS);
      socket.on('message', (data) => {
        note.messages += 1;
        note.longest = Math.max(note.longest, performance.now() - latest);
        latest = performance.now();
        clearTimeout(timer);
        timer = setTimeout(silence, SILENCE_MS);
        socket.send(String(data));
      });
      socket.on('close', () => clearTimeout(timer));
    });
    await new Promise((resolve) => {
      http.listen(port, '127.0.0.1', () => resolve(undefined));
    });
    port = http.address().port;
  };

  await listen();
  return {
    listen,
    url: () => `ws://127.0.0.1:${port}`,
    heard: () => heard,
    /** How many connections there are since it listens. */
    count: () => [...tcp].filter(({ destroyed }) => !destroyed).length,
    /** What was before does not count. */
    begin() {
      for (const note of Object.values(heard)) Object.assign(note, { drops: 0, longest: 0, messages: 0 });
    },
    async close() {
      for (const socket of tcp) socket.destroy();
      tcp.clear();
      await new Promise((resolve) => {
        http.close(() => resolve(undefined));
      });
    },
  };
}

// The server of the examples, on 127.0.0.1: `node server.mjs [port]`. Default: 8081.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WebSocketServer } from 'ws';

const LOG = join(import.meta.dirname, 'chat.log');

const paths = {
  /** Sends every message back. */
  '/echo'(socket) {
    socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }));
  },

  /** Reads 4 MB a second, and answers each message with the bytes it has received so far. */
  '/upload'(socket) {
    let received = 0;
    socket.on('message', (data) => {
      received += data.length;
      socket.send(String(received));
      socket.pause();
      setTimeout(() => socket.resume(), data.length / 4000);
    });
  },

  /** Sends each text to everybody. */
  '/room'(socket) {
    guests.add(socket);
    socket.on('close', () => guests.delete(socket));
    socket.on('message', (data) => {
      for (const guest of guests) guest.send(String(data));
    });
  },

  /** Sends each line to everybody, once: a line whose id is known was sent again by a client that had no answer. */
  '/chat'(socket, query) {
    chatters.add(socket);
    for (const line of lines.slice(Number(query.get('after')))) socket.send(JSON.stringify(line));
    socket.on('close', () => chatters.delete(socket));
    socket.on('message', (data) => {
      const { id, text } = JSON.parse(data);
      if (lines.some((line) => line.id === id)) return;
      const line = { number: lines.length + 1, id, text };
      lines.push(line);
      appendFileSync(LOG, `${JSON.stringify(line)}\n`);
      for (const chatter of chatters) chatter.send(JSON.stringify(line));
    });
  },

  /** Sends each text to everybody, and how many connections there are. */
  '/lobby'(socket) {
    visitors.add(socket);
    socket.on('close', () => visitors.delete(socket));
    socket.on('message', (data) => {
      const line = JSON.stringify({ text: data.toString(), connections: visitors.size });
      for (const visitor of visitors) visitor.send(line);
    });
  },
};

// The chat is in a file, so that it survives a restart of this program.
const lines = existsSync(LOG)
  ? readFileSync(LOG, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
  : [];
const chatters = new Set();
const guests = new Set();
const visitors = new Set();

const server = new WebSocketServer({ host: '127.0.0.1', port: Number(process.argv[2] ?? 8081) });
server.on('listening', () => console.log(`ws://127.0.0.1:${server.address().port}`));
server.on('connection', (socket, request) => {
  const { pathname, searchParams } = new URL(request.url, 'ws://localhost');
  if (Object.hasOwn(paths, pathname)) paths[pathname](socket, searchParams);
  else socket.close(1008, `There is no ${pathname} here`);
});

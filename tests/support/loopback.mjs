// Listening on 127.0.0.1, and stopping for good: what every server of the tests needs.
import { createServer } from 'node:net';

/** Listens on 127.0.0.1, on any free port unless one is given; rejects with the error of `listen` where it cannot. */
export async function listenOnLoopback(server, port = 0) {
  const sockets = new Set();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: server.address().port,
    // Connections that nobody ended would keep the server, and with it the process, alive.
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    }),
  };
}

/** A port of 127.0.0.1 that nobody had a moment ago, for a program that cannot tell which one it has taken. */
export async function freePort() {
  const { port, close } = await listenOnLoopback(createServer());
  await close();
  return port;
}

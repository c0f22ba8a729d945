// Listening on 127.0.0.1, and stopping for good: what every server needs.
import { createServer } from 'node:net';

/** Listens on 127.0.0.1, on any free port unless one is given; rejects with the error of `listen` if it cannot. */
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
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve(undefined));
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/**
 * Finds a free port of 127.0.0.1 for a program that is told its port. The program may end and start again on it: the system gives this
 * port to no connection, and to no server that asks for any.
 */
export async function freePort() {
  const port = TOLD_PORTS.from + Math.floor(Math.random() * (TOLD_PORTS.to - TOLD_PORTS.from));
  try {
    const { close } = await listenOnLoopback(createServer(), port);
    await close();
    return port;
  } catch (error) {
    if (error.code !== 'EADDRINUSE') throw error;
    return freePort();
  }
}

/** Below what Linux gives out by itself, and above what services are known by. */
const TOLD_PORTS = { from: 15_000, to: 32_000 };

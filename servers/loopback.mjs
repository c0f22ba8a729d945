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

/** A port of 127.0.0.1 that nobody had a moment ago, for a program that cannot tell which one it has taken. */
export async function freePort() {
  const { port, close } = await listenOnLoopback(createServer());
  await close();
  return port;
}

/**
 * A port of 127.0.0.1 for a server that goes away and comes back: nobody else gets it meanwhile, as it is not one of those that the
 * system chooses from.
 */
export async function steadyPort() {
  const port = STEADY_PORTS.from + Math.floor(Math.random() * (STEADY_PORTS.to - STEADY_PORTS.from));
  try {
    const { close } = await listenOnLoopback(createServer(), port);
    await close();
    return port;
  } catch (error) {
    if (error.code !== 'EADDRINUSE') throw error;
    return steadyPort();
  }
}

/** Below what Linux gives out by itself, and above what services are known by. */
const STEADY_PORTS = { from: 15_000, to: 32_000 };

// A server that numbers its connections and its messages, and writes down what it gets: whose, in which order, by which connection.
import { once } from 'node:events';
import { WebSocketServer } from 'ws';

const MESSAGE_MS = 50;

/** Starts it. Each message is `connection number`; it gets `life number`. */
export async function startSharedServer() {
  const sockets = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  const connections = [];
  sockets.on('connection', (socket) => {
    const connection = { number: connections.length + 1, socket, isOpen: true, sent: 0, received: [], isLossy: false };
    connections.push(connection);
    socket.on('message', (data) => {
      const [life, number] = data.toString().split(' ');
      connection.received.push({ life, number: Number(number) });
    });
    // Nobody knows what was on its way, if it did not end by the client's own Close frame.
    socket.on('close', (code) => {
      connection.isOpen = false;
      connection.isLossy ||= code === 1006;
    });
    socket.on('error', () => {});
  });
  const open = () => connections.filter(({ isOpen }) => isOpen);
  const talk = () =>
    open().forEach((connection) => {
      connection.sent += 1;
      connection.socket.send(`${connection.number} ${connection.sent}`);
    });
  let timer = setInterval(talk, MESSAGE_MS);
  await once(sockets, 'listening');
  const end = (act) =>
    open().forEach((connection) => {
      connection.isLossy = true;
      act(connection.socket);
    });

  return {
    url: `ws://127.0.0.1:${sockets.address().port}/`,
    connections,
    count: () => open().length,
    drop: () => end((socket) => socket.terminate()),
    leave: () => end((socket) => socket.close(1012)),
    /** Sends nothing more. */
    fallSilent() {
      clearInterval(timer);
      timer = undefined;
    },
    async close() {
      clearInterval(timer);
      sockets.clients.forEach((socket) => socket.terminate());
      await new Promise((resolve) => sockets.close(resolve));
    },
  };
}

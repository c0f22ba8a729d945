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
    socket.on('error', () => {});
    // At once, so that a tab knows which connection it has.
    say(connection);
    // A client that closes has sent all before its Close frame, by `close()` and by `reconnect()`. Otherwise nobody knows what was on its
    // way.
    socket.on('close', (code) => {
      connection.isOpen = false;
      connection.isLossy ||= code === 1006;
    });
  });
  const open = () => connections.filter(({ isOpen }) => isOpen);
  let timer = setInterval(() => open().forEach(say), MESSAGE_MS);
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
    /** The connection that is open. */
    current: () => open().at(-1),
    /** The number of the last message that it got of a page by that connection; undefined if it got none. */
    latestOf: (life) =>
      open()
        .at(-1)
        ?.received.findLast((one) => one.life === life)?.number,
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

function say(connection) {
  connection.sent += 1;
  connection.socket.send(`${connection.number} ${connection.sent}`);
}

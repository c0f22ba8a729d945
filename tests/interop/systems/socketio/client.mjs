// What a page does with the browser build of socket.io-client.

const OPTIONS = {
  transports: ['websocket'],
  // A connection for each, though they go to the same server.
  forceNew: true,
  // A tenth of what it is: the server is back soon.
  reconnectionDelay: 100,
  reconnectionDelayMax: 500,
};

/** A connected socket. */
export async function connect(url) {
  const socket = io(url, OPTIONS);
  await new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return socket;
}

/** The next event of a name: its first argument. */
export const once = (socket, name) => new Promise((resolve) => { socket.once(name, resolve); });

/**
 * Listens for an event; the function that it returns resolves to what each socket has received. Nothing can still be under
 * way then: an answer of the server comes after what it has sent before.
 */
export function listen(sockets, name) {
  const received = sockets.map(() => []);
  const listeners = received.map((messages) => (message) => messages.push(message));
  sockets.forEach((socket, index) => socket.on(name, listeners[index]));
  return async () => {
    await Promise.all(sockets.map((socket) => socket.emitWithAck('echo')));
    sockets.forEach((socket, index) => socket.off(name, listeners[index]));
    return received;
  };
}

// What all samples need of a socket.

/** Resolves once the socket is open; rejects if it cannot be opened. */
export function opened(socket) {
  return new Promise((resolve, reject) => {
    socket.onopen = () => resolve(socket);
    socket.onclose = () => reject(new Error('a connection could not be opened'));
  });
}

/** Closes the socket; resolves once that is done. */
export function closed(socket) {
  return new Promise((resolve) => {
    socket.onclose = resolve;
    socket.close();
  });
}

/** The next of several servers: one that has just been connected to may be slow to be connected to again. */
export function nextOf(servers) {
  return servers[(turn += 1) % servers.length];
}

let turn = 0;

/** A promise that `start(resolve)` keeps; rejects if the connection ends before. */
export function whileOpen(socket, start) {
  return new Promise((resolve, reject) => {
    socket.onclose = () => reject(new Error('a connection ended in the middle of a sample'));
    start(resolve);
  });
}

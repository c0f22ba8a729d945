// Uploads a file in pieces, and waits if too much of it is in memory.
import { drained, WebSocket } from 'websocket-wasm';

/** Resolves to an open socket. Rejects if the connection fails. */
export function opened(url, options) {
  const socket = new WebSocket(url, options);
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(socket));
    socket.addEventListener('close', ({ code }) => reject(new Error(`The connection failed (${code}).`)));
  });
}

/** Sends all of `file` with at most `below` bytes plus a piece in memory. Resolves when the server has read all of it. */
export async function upload(socket, file, { below, signal, onPiece }) {
  for (let start = 0; start < file.size; start += PIECE_BYTES) {
    const piece = file.slice(start, start + PIECE_BYTES);
    socket.send(piece);
    onPiece(piece.size);
    await drained(socket, { below, signal });
  }
  await drained(socket, { signal });
  const closed = new Promise((resolve) => {
    socket.addEventListener('close', resolve);
  });
  // The server answers the Close frame after it has read all data.
  socket.close(1000);
  const { wasClean } = await closed;
  if (!wasClean) throw new Error('The connection ended before the server read all data.');
}

const PIECE_BYTES = 2 ** 16;

// Uploads a file in pieces, and waits whenever too much of it is in memory.
import { WebSocket, drained } from 'websocket-wasm';

/** A socket that is open; rejects where there will be none. */
export function opened(url, options) {
  const socket = new WebSocket(url, options);
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(socket));
    socket.addEventListener('close', ({ code }) =>
      reject(new Error(`The connection could not be established (${code}).`)),
    );
  });
}

/** Sends all of `file`, with no more than `below` bytes and a piece waiting; resolves when the server has read all of it. */
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
  // The server answers this when it has read what came before.
  socket.close(1000);
  const { wasClean } = await closed;
  if (!wasClean) throw new Error('The connection was lost before the server had read all.');
}

const PIECE_BYTES = 2 ** 16;

import { drained, WebSocket } from 'websocket-wasm';

const PIECE = 65_536; // bytes
const MOST_BUFFERED = 1_000_000; // bytes

/** Sends a file in pieces. The browser never holds much more than MOST_BUFFERED bytes, however large the file is. */
export async function upload(url, file, onProgress, signal) {
  const socket = new WebSocket(url, { connectTimeout: 5_000, signal });
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onclose = ({ code }) => reject(new Error(`The connection failed: ${code}`));
  });
  // The server answers with the bytes that it has received.
  const isReceived = new Promise((resolve, reject) => {
    socket.onmessage = ({ data }) => {
      onProgress(Number(data));
      if (Number(data) === file.size) resolve();
    };
    socket.onclose = ({ code, reason }) => reject(new Error(`The connection ended: ${code} ${reason}`));
  });
  isReceived.catch(() => {}); // drained() rejects first
  for (let start = 0; start < file.size; start += PIECE) {
    socket.send(file.slice(start, start + PIECE));
    await drained(socket, { below: MOST_BUFFERED });
  }
  if (file.size) await isReceived;
  socket.close(1000);
}

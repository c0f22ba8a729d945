// Pipes a stream to a server that sends everything back, and takes what comes, at its own pace.
import { WebSocketStream } from 'websocket-wasm/stream';

/**
 * Sends all of `source`, and hands each chunk that comes back to `take`, the next one when that is done. `socket` can be closed
 * meanwhile; `done` resolves once all is back, and rejects where that cannot be any more.
 */
export function thereAndBack(url, source, take, options) {
  const socket = new WebSocketStream(url, options);
  return { socket, done: exchange(socket, source, take, options) };
}

async function exchange(socket, source, take, { signal }) {
  const { readable, writable } = await socket.opened;
  await Promise.all([send(source, writable, signal), receive(readable, take)]);
  socket.close({ closeCode: 1000 });
  await socket.closed;
}

async function send(source, writable, signal) {
  // It stays open, for a last message, which is known by being a text.
  await source.pipeTo(writable, { preventClose: true, signal });
  await writable.getWriter().write('end');
}

async function receive(readable, take) {
  const reader = readable.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) throw new Error('The connection was closed before all had come back.');
    if (value === 'end') return;
    await take(value);
  }
}

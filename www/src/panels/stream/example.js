// Pipes a stream to an echo server and reads the echo at its own pace.
import { WebSocketStream } from 'websocket-wasm/stream';

/**
 * Sends all of `source` and passes each chunk of the echo to `take`, which may return a promise. `sent` resolves when all is
 * sent, `done` when all came back. Both reject if that fails. `options.signal` stops it.
 */
export function thereAndBack(url, source, take, options) {
  const socket = new WebSocketStream(url, options);
  const sent = socket.opened.then(({ writable }) => send(source, writable, options.signal));
  const received = socket.opened.then(({ readable }) => receive(readable, take));
  const done = Promise.all([sent, received]).then(() => {
    socket.close({ closeCode: 1000 });
    return socket.closed;
  });
  return { socket, sent, done };
}

async function send(source, writable, signal) {
  // The socket stays open for a last message, a text. After a close the rest of the echo would be lost.
  await source.pipeTo(writable, { preventClose: true, signal });
  await writable.getWriter().write('end');
}

async function receive(readable, take) {
  const reader = readable.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) throw new Error('The connection closed before all data came back.');
    if (value === 'end') return;
    await take(value);
  }
}

// Pipes a stream to a server that sends everything back, and takes what comes at its own pace.
import { WebSocketStream } from 'websocket-wasm/stream';

/**
 * Sends all of `source`, and hands each chunk that comes back to `take`, the next one when that is done. `sent` and `done` resolve
 * once all is sent, or back, and reject where it cannot be; `options.signal` stops it.
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
  // It stays open for a last message, which is known by being a text: what came after a close would be lost.
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

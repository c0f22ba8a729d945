// Round trips: the next message goes when the last one is back.
import { closed, nextOf, opened, whileOpen } from './socket.mjs';

/** As `prepareReceive`. */
export async function prepareRoundTrip(connect, { servers, bytes: byteLength, count }) {
  const socket = connect(`${nextOf(servers)}/echo`);
  await opened(socket);
  const payload = 'x'.repeat(byteLength);
  return {
    run: () =>
      whileOpen(socket, (resolve) => {
        let messages = 0;
        let bytes = 0;
        const started = performance.now();
        socket.onmessage = ({ data }) => {
          messages += 1;
          bytes += data.length;
          if (messages < count) socket.send(payload);
          else resolve({ wall: performance.now() - started, messages, bytes });
        };
        socket.send(payload);
      }),
    finish: () => closed(socket),
  };
}

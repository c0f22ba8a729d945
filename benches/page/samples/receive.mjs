// Receiving: the server sends so many messages as fast as they are read.
import { closed, nextOf, opened, whileOpen } from './socket.mjs';

const SIZES = {
  text: (data) => data.length,
  binary: (data) => data.byteLength,
  blob: (data) => data.size,
};

/** Opens the connection; `run` measures, `finish` closes. */
export async function prepareReceive(connect, { servers, type, bytes: byteLength, count }) {
  const opcode = type === 'text' ? 'text' : 'binary';
  const socket = connect(`${nextOf(servers)}/source?type=${opcode}&bytes=${byteLength}&messages=${count}`);
  await opened(socket);
  if (type === 'binary') socket.binaryType = 'arraybuffer';
  const sizeOf = SIZES[type];
  return {
    run: () =>
      whileOpen(socket, (resolve) => {
        let messages = 0;
        let bytes = 0;
        const started = performance.now();
        socket.onmessage = ({ data }) => {
          messages += 1;
          bytes += sizeOf(data);
          if (messages === count) resolve({ wall: performance.now() - started, messages, bytes });
        };
        socket.send('start');
      }),
    finish: () => closed(socket),
  };
}

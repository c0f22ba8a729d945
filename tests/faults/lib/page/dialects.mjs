// How servers want numbered messages, and what they answer.

/** The memory of all binary messages. */
let memory = new ArrayBuffer(0);

/**
 * By name: `encode(number, size)` makes a message, and `spoil()` does to it what a page may do once it is sent; `decode(data, reply)` tells what one is, `{ isReady }` when messages may be sent
 * from now on, `{ answerTo }` with a number of ours, `{ connection, number }` with one of the server's; it may `reply`. `isGreeted`:
 * messages may be sent as soon as the connection is open.
 */
export const DIALECTS = {
  /** Our server of numbered messages. */
  numbers: {
    isGreeted: true,
    encode: (number, size) => `${number}:`.padEnd(size, '.'),
    decode: (data) => JSON.parse(data),
  },

  /** The same server, and a page that writes each message over the one before, in memory that it transfers now and then. */
  binary: {
    isGreeted: true,
    encode(number, size) {
      if (memory.byteLength < size) memory = new ArrayBuffer(size);
      const bytes = new Uint8Array(memory, 0, size).fill('.'.charCodeAt(0));
      new TextEncoder().encodeInto(`${number}:`, bytes);
      return bytes;
    },
    spoil(bytes) {
      bytes.fill('!'.charCodeAt(0));
      if (Math.random() < 0.1) structuredClone(memory, { transfer: [memory] });
    },
    decode: (data) => JSON.parse(data),
  },

  /** A server that sends every message back. */
  echo: {
    isGreeted: true,
    encode: String,
    decode: (data) => ({ answerTo: Number(data) }),
  },

  /** Socket.IO 5 in Engine.IO 4, over WebSocket alone: the server says who it is, the client joins, and answers pings. */
  socketio: {
    isGreeted: false,
    encode: (number) => `42${number}["echo",${number}]`,
    decode(data, reply) {
      if (data.startsWith('0')) reply('40');
      if (data === '2') reply('3');
      const [, answerTo] = /^43(\d+)\[\1\]$/.exec(data) ?? [];
      return { isReady: data.startsWith('40'), answerTo: answerTo && Number(answerTo) };
    },
  },
};

// Connections to a real server.
import { classOf, isTrue, next, reconnectingClassOf, same } from '../checks.mjs';

const TEXT = 'hé✓ 🌍';
const BYTES = [0, 1, 127, 128, 255];

export const connections = [
  {
    name: 'the entries are imported, with no word on the console',
    isOursOnly: true,
    async run({ load }) {
      const warnings = await warningsOf(async () => {
        isTrue(typeof (await load.root()).WebSocket === 'function', 'the root entry has the class');
        isTrue(typeof (await load.reconnecting()).default === 'function', '/reconnecting has the class');
        isTrue(typeof (await load.stream()).default === 'function', '/stream has the class');
      });
      same(warnings, [], 'warnings');
    },
  },
  { name: 'a text comes back', run: async (world) => same(await exchange(await open(world), TEXT), TEXT) },
  {
    name: 'bytes come back',
    async run(world) {
      const socket = await open(world);
      socket.binaryType = 'arraybuffer';
      const data = await exchange(socket, new Uint8Array(BYTES));
      same([...new Uint8Array(data)], BYTES);
    },
  },
  {
    name: 'a Blob is sent, and what follows it comes after it',
    async run(world) {
      const socket = await open(world);
      socket.binaryType = 'arraybuffer';
      const received = [];
      const all = new Promise((resolve) => {
        socket.onmessage = ({ data }) =>
          received.push(typeof data === 'string' ? data : [...new Uint8Array(data)]) === 2 && resolve();
      });
      socket.send(new Blob([new Uint8Array(BYTES)]));
      socket.send(TEXT);
      await all;
      socket.close();
      same(received, [BYTES, TEXT]);
    },
  },
  {
    name: 'close() with a code and a reason',
    async run(world) {
      const socket = await open(world);
      const end = next(socket, 'close');
      socket.close(4001, TEXT);
      const { code, reason, wasClean } = await end;
      same({ code, reason, wasClean }, { code: 4001, reason: TEXT, wasClean: true });
    },
  },
  {
    name: 'a handshake that is refused: error, then close with 1006',
    async run(world) {
      const socket = new (await classOf(world))(world.url.replace('/echo', '/refuse'));
      const types = [];
      socket.onerror = ({ type }) => types.push(type);
      const { code } = await next(socket, 'close');
      same([...types, code], ['error', 1006]);
    },
  },
  {
    name: 'instances of the class, and of EventTarget; listeners are called with the socket',
    async run(world) {
      const Class = await classOf(world);
      const socket = await open(world);
      isTrue(socket instanceof Class, 'instanceof the class');
      const message = new Promise((resolve) =>
        socket.addEventListener('message', function listener({ target }) {
          resolve([this, target]);
        }),
      );
      socket.send('x');
      const found = await message;
      socket.close();
      isTrue(
        found.every((one) => one === socket),
        'this and target are the socket',
      );
    },
  },
  {
    name: 'a reconnecting socket exchanges messages',
    async run(world) {
      const socket = new (await reconnectingClassOf(world))(world.url);
      await next(socket, 'open');
      same(await exchange(socket, TEXT), TEXT);
    },
  },
  {
    name: 'a stream exchanges messages',
    isOursOnly: true,
    async run({ load, url }) {
      const { WebSocketStream } = await load.stream();
      const stream = new WebSocketStream(url);
      const { readable, writable } = await stream.opened;
      await writable.getWriter().write(TEXT);
      const { value } = await readable.getReader().read();
      stream.close();
      same(value, TEXT);
    },
  },
  {
    name: '/auto puts the class on the global; uninstall() leads back',
    isOursOnly: true,
    async run({ load, url }) {
      const before = globalThis.WebSocket;
      await load.auto();
      const { WebSocket, uninstall } = await load.root();
      isTrue(globalThis.WebSocket === WebSocket, 'the class on the global is that of the root entry');
      same(await exchange(await open({ className: 'control', url }), TEXT), TEXT);
      uninstall();
      isTrue(globalThis.WebSocket === before, 'the global is as before');
    },
  },
  // Last: if the handshake goes on, Chromium holds up all that follow.
  {
    name: 'an AbortController of the place ends a connection',
    isOursOnly: true,
    async run(world) {
      const controller = new AbortController();
      const socket = new (await classOf(world))(world.url.replace('/echo', '/stall'), { signal: controller.signal });
      const end = next(socket, 'close');
      controller.abort();
      const isEnded = socket.readyState > 1;
      socket.close();
      same((await end).code, 1006);
      isTrue(isEnded, 'the signal has ended it');
    },
  },
];

async function open(world) {
  const socket = new (await classOf(world))(world.url);
  await next(socket, 'open');
  return socket;
}

async function exchange(socket, data) {
  const message = next(socket, 'message');
  socket.send(data);
  const { data: answer } = await message;
  socket.close();
  return answer;
}

/** What is written with `console.warn` meanwhile. */
export async function warningsOf(act) {
  const { warn } = console;
  const warnings = [];
  console.warn = (...words) => warnings.push(words.join(' '));
  try {
    await act();
  } finally {
    console.warn = warn;
  }
  return warnings;
}

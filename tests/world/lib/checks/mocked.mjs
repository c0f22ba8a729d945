// A tool that answers in place of a server, at the address `mockedUrl`: 'mocked ' and what it was sent.
import { classOf, next, reconnectingClassOf, same } from '../checks.mjs';

export const mocked = [
  {
    name: 'the class has the answer of the mock',
    run: async (world) => isAnswered(new (await classOf(world))(world.mockedUrl)),
  },
  {
    name: 'protocol and extensions are texts',
    async run(world) {
      const socket = new (await classOf(world))(world.mockedUrl, []);
      await next(socket, 'open');
      same([socket.protocol, socket.extensions], ['', '']);
      socket.close();
    },
  },
  {
    name: 'close() ends it with the code that is given',
    async run(world) {
      const socket = new (await classOf(world))(world.mockedUrl);
      await next(socket, 'open');
      const end = next(socket, 'close');
      socket.close(4001, 'adieu');
      const { code, reason } = await end;
      same({ code, reason }, { code: 4001, reason: 'adieu' });
    },
  },
  {
    name: 'a reconnecting socket has the answer of the mock',
    run: async (world) => isAnswered(new (await reconnectingClassOf(world))(world.mockedUrl)),
  },
  {
    name: 'a reconnecting socket that is given the class of the mock has its answer',
    async run(world) {
      const Class = await reconnectingClassOf(world);
      const options = { WebSocket: globalThis.WebSocket };
      await isAnswered(new Class(world.mockedUrl, [], options));
    },
  },
  {
    name: 'a stream has the answer of the mock',
    isOursOnly: true,
    async run({ load, mockedUrl }) {
      const { WebSocketStream } = await load.stream();
      const stream = new WebSocketStream(mockedUrl);
      stream.closed.catch(() => {});
      const { readable, writable } = await stream.opened;
      await writable.getWriter().write('hello');
      same((await readable.getReader().read()).value, 'mocked hello');
      stream.close();
    },
  },
  {
    name: 'under /auto the class on the global has the answer of the mock',
    isOursOnly: true,
    async run({ load, mockedUrl }) {
      await load.auto();
      await isAnswered(new WebSocket(mockedUrl));
    },
  },
];

async function isAnswered(socket) {
  try {
    await opened(socket);
    const message = next(socket, 'message');
    socket.send('hello');
    same((await message).data, 'mocked hello');
  } finally {
    socket.close();
  }
}

const opened = (socket) =>
  new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('close', ({ code }) => reject(new Error(`the connection is not opened: close ${code}`)));
  });

// A fake that a test puts on the global after the import. `stub(value)` does so, and `unstub()` takes it away again.
import { classOf, isTrue, next, reconnectingClassOf, same, settle } from '../checks.mjs';
import { Fake, made } from '../fake.mjs';

export const fakes = [
  {
    name: 'the class connects through a fake that the global has now',
    async run(world) {
      const Class = world.className === 'ours' ? await classOf(world) : Fake;
      await withFake(world, async () => {
        const socket = new Class(world.url);
        isTrue(socket instanceof Class, 'instanceof the class');
        await isFakes(socket);
      });
    },
  },
  {
    name: 'a reconnecting socket connects through the fake',
    async run(world) {
      const Class = await reconnectingClassOf(world);
      await withFake(world, async () => isFakes(new Class(world.url)));
    },
  },
  {
    name: 'a stream connects through the fake',
    isOursOnly: true,
    async run(world) {
      const { WebSocketStream } = await world.load.stream();
      await withFake(world, async () => {
        const stream = new WebSocketStream(world.url);
        for (const end of [stream.opened, stream.closed]) end.catch(() => {});
        await settle();
        if (made.length === 0) stream.close();
        same(made.length, 1, 'fakes');
        made[0].open();
        const { readable } = await stream.opened;
        made[0].receive('hello');
        same((await readable.getReader().read()).value, 'hello');
        made[0].end();
      });
    },
  },
  {
    name: 'without the fake the class connects to a server again',
    async run(world) {
      const socket = new (await classOf(world))(world.url);
      await next(socket, 'open');
      socket.close();
    },
  },
];

async function withFake({ stub, unstub }, act) {
  made.length = 0;
  stub(Fake);
  try {
    await act();
  } finally {
    unstub();
  }
}

/** The fake has the connection, and the socket has what the fake receives. */
async function isFakes(socket) {
  try {
    await settle();
    same(made.length, 1, 'fakes');
    await exchangeThroughFake(socket);
  } finally {
    socket.close();
  }
}

async function exchangeThroughFake(socket) {
  const open = next(socket, 'open');
  made[0].open();
  await open;
  const message = next(socket, 'message');
  made[0].receive('hello');
  same((await message).data, 'hello');
  socket.send('bye');
  same(made[0].sent, ['bye'], 'sent');
}

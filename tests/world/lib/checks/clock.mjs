// A fake clock that is installed after the import. `clock` is `{ install(), tick(milliseconds), uninstall() }`.
import { classOf, isTrue, next, reconnectingClassOf, same, settle } from '../checks.mjs';
import { Fake, made } from '../fake.mjs';

const URL = 'ws://127.0.0.1:1/';

export const clock = [
  {
    name: 'the next attempt of a reconnecting socket is made when its delay has passed, and not before',
    run: (world) =>
      withClock(world, async (Class, open, advance) => {
        if (world.className === 'ours') open(Class, { firstDelay: 1_000, jitter: 0 });
        else open(Class, [], { WebSocket: Fake, minReconnectionDelay: 1_000 });
        await advance(1);
        same(made.length, 1, 'attempts');
        made[0].end();
        await advance(800);
        same(made.length, 1, 'attempts before the delay has passed');
        await advance(400);
        same(made.length, 2, 'attempts');
      }),
  },
  {
    name: "a reconnecting socket's connectTimeout",
    run: (world) =>
      withClock(world, async (Class, open, advance) => {
        if (world.className === 'ours') open(Class, { connectTimeout: 2_000, firstDelay: 1_000, jitter: 0 });
        else open(Class, [], { WebSocket: Fake, connectionTimeout: 2_000, minReconnectionDelay: 1_000 });
        await advance(2_500);
        await advance(1_500);
        same(made.length, 2, 'attempts');
      }),
  },
  {
    name: 'connectTimeout of the class',
    isOursOnly: true,
    run: (world) =>
      ofTheClass(world, { connectTimeout: 1_000 }, async (socket, advance) => {
        const end = codeOf(socket);
        await advance(900);
        same(end.code, undefined, 'the code before the time has passed');
        await advance(200);
        same(end.code, 1006, 'the code');
      }),
  },
  {
    name: 'closeTimeout of the class',
    isOursOnly: true,
    run: (world) =>
      ofTheClass(world, { closeTimeout: 1_000 }, async (socket, advance) => {
        const end = codeOf(socket);
        made[0].open();
        await advance(10);
        socket.close();
        await advance(900);
        same(end.code, undefined, 'the code before the time has passed');
        await advance(200);
        same(end.code, 1006, 'the code');
      }),
  },
  {
    name: 'a heartbeat sends its message, and gives up a dead connection',
    isOursOnly: true,
    run: (world) =>
      withClock(world, async (Class, open, advance) => {
        const heartbeat = { interval: 1_000, timeout: 500, payload: () => 'ping' };
        const socket = open(Class, { heartbeat, firstDelay: 100_000, jitter: 0 });
        const end = codeOf(socket);
        await advance(1);
        made[0].open();
        await advance(900);
        same(made[0].sent, [], 'sent before the interval has passed');
        await advance(200);
        same(made[0].sent, ['ping'], 'sent');
        await advance(600);
        same(end.code, 1006, 'the code');
      }),
  },
  {
    name: 'after the fake clock, real time counts again',
    isOursOnly: true,
    async run(world) {
      made.length = 0;
      await useFake(world);
      const socket = new (await classOf(world))(URL, { connectTimeout: 20 });
      same((await next(socket, 'close')).code, 1006);
    },
  },
];

const useFake = async ({ className, load }) => className === 'ours' && (await load.wrapHost()).wrapHost(Fake);

/** With a reconnecting class, with what opens a socket that is closed at the end, and with what moves the fake clock on. */
async function withClock(world, act) {
  made.length = 0;
  await useFake(world);
  const Class = await reconnectingClassOf(world);
  const sockets = [];
  const open = (Class, ...options) => {
    const socket = new Class(URL, ...options);
    sockets.push(socket);
    return socket;
  };
  world.clock.install();
  try {
    await act(Class, open, (milliseconds) => advance(world.clock, milliseconds));
  } finally {
    world.clock.uninstall();
    for (const socket of sockets) socket.close();
  }
}

async function ofTheClass(world, options, act) {
  const Class = await classOf(world);
  await withClock(world, async (_, open, advance) => {
    const socket = open(Class, options);
    isTrue(made.length === 1, 'the fake has the connection');
    await act(socket, advance);
  });
}

/** In steps, so that what a timer has started can set another. */
async function advance({ tick }, milliseconds) {
  const STEPS = 10;
  await settle();
  for (let step = 0; step < STEPS; step += 1) {
    await tick(milliseconds / STEPS);
    await settle();
  }
}

function codeOf(socket) {
  const end = { code: undefined };
  socket.addEventListener('close', ({ code }) => {
    end.code = code;
  });
  return end;
}

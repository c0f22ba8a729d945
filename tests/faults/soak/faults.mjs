// What happens to the network, to the server, and to sockets: at random, by a seed.
import { setTimeout as pause } from 'node:timers/promises';

/** The mean time between two faults. */
const MEAN_MS = 150;

/**
 * By name: `weight`, how often it is chosen among all, and `act(world)`, which resolves when the network is as before. What goes on
 * for longer is left to do so, and others come meanwhile.
 */
const FAULTS = {
  'a reset': { weight: 20, act: ({ one }) => one()?.reset() },
  'a connection that ends without a Close frame': { weight: 10, act: ({ one }) => one()?.end() },
  'a half-closed connection': { weight: 10, act: ({ one }) => one()?.down.end() },
  'a short stall': { weight: 20, act: (world) => stall(world, 300, (connection) => connection.resume()) },
  'a stall to the end': { weight: 10, act: (world) => stall(world, 2_500, (connection) => connection.reset()) },
  'a direction that is dead': { weight: 10, act: ({ one, either }) => one()?.[either('up', 'down')].swallow() },
  'a Close frame of the server': { weight: 20, act: ({ socket }) => socket().askForClose(1012) },
  'reconnect()': { weight: 20, act: ({ socket }) => socket().reconnect() },
  'close() and reconnect()': { weight: 10, act: ({ socket }) => closeAndReconnect(socket()) },
  'a slow network': { weight: 4, alone: true, act: slowDown },
  'a network that refuses': { weight: 2, alone: true, act: refuse },
  'a reset of all': { weight: 2, alone: true, act: ({ proxy }) => proxy.forEach((connection) => connection.reset()) },
  'a server that is killed': { weight: 2, alone: true, act: killServer },
  'a server that is stopped': { weight: 2, alone: true, act: suspendServer },
};

export class Faults {
  /** How many there were, by name. */
  counts = Object.fromEntries(Object.keys(FAULTS).map((name) => [name, 0]));
  #world;
  #random;
  #underWay = new Set();
  #errors = [];
  #isAlone = false;

  constructor({ random, proxy, server, sockets }) {
    const anyOf = (list) => list[Math.floor(list.length * random())];
    this.#random = random;
    this.#world = {
      proxy,
      server,
      /** A connection, if there is one. */
      one: () => anyOf([...proxy.connections]),
      socket: () => anyOf(sockets),
      either: (...choice) => anyOf(choice),
      upTo: (most) => most * random(),
    };
  }

  /** Waits a little, and has the next fault begin; rejects if one before could not be made. */
  async next() {
    await pause(2 * MEAN_MS * this.#random());
    this.#throwError();
    const name = this.#choose();
    const { act, alone = false } = FAULTS[name];
    // Two of those that are for all at once would undo each other.
    if (alone && this.#isAlone) return;
    this.counts[name] += 1;
    this.#isAlone ||= alone;
    const going = Promise.resolve(act(this.#world))
      .catch((error) => this.#errors.push(error))
      .finally(() => {
        this.#underWay.delete(going);
        if (alone) this.#isAlone = false;
      });
    this.#underWay.add(going);
  }

  /** Resolves when the network is as it was. */
  async end() {
    await Promise.all(this.#underWay);
    this.#throwError();
    // Those of which one direction is dead.
    this.#world.proxy.forEach((connection) => connection.reset());
  }

  #throwError() {
    if (this.#errors.length > 0) throw this.#errors[0];
  }

  #choose() {
    let left = this.#random() * TOTAL_WEIGHT;
    return Object.keys(FAULTS).find((name) => (left -= FAULTS[name].weight) < 0);
  }
}

const TOTAL_WEIGHT = Object.values(FAULTS).reduce((sum, { weight }) => sum + weight, 0);

async function stall({ one, upTo }, most, goOn) {
  const connection = one();
  connection?.stall();
  await pause(upTo(most));
  if (connection) goOn(connection);
}

async function closeAndReconnect(socket) {
  await socket.close();
  await socket.reconnect();
}

async function slowDown({ proxy, upTo }) {
  proxy.delay = upTo(100);
  proxy.rate = 20_000 + upTo(200_000);
  await pause(upTo(2_000));
  proxy.delay = 0;
  proxy.rate = Infinity;
}

async function refuse({ proxy, upTo }) {
  await proxy.close();
  await pause(upTo(1_000));
  await proxy.listen();
}

async function killServer({ server, upTo }) {
  await server.kill();
  await pause(upTo(1_000));
  await server.start();
}

async function suspendServer({ server, upTo }) {
  server.suspend();
  await pause(upTo(2_000));
  server.resume();
}

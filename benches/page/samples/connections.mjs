// Connections: opened and closed one after the other, or many at once.
import { callClock } from './call_clock.mjs';
import { closed, nextOf, opened } from './socket.mjs';

/** `run` opens and closes so many, one at a time. */
export async function prepareOpenClose(connect, { servers, count }) {
  return {
    async run() {
      const started = performance.now();
      let messages = 0;
      for (; messages < count; messages += 1) await closed(await opened(connect(`${nextOf(servers)}/idle`)));
      return { wall: performance.now() - started, messages };
    },
    finish() {},
  };
}

/** `run` creates so many in bursts, each opened and closed before the next. `inside` is the time of the constructor calls. */
export async function prepareCreate(connect, { servers, count, burst }) {
  const create = () => {
    const sockets = [];
    for (let index = 0; index < burst; index += 1) sockets.push(connect(`${nextOf(servers)}/idle`));
    return sockets;
  };
  return {
    async run() {
      const started = performance.now();
      const clock = callClock();
      let messages = 0;
      for (; messages < count; messages += burst) {
        const sockets = clock.time(create);
        await Promise.all(sockets.map(opened));
        await Promise.all(sockets.map(closed));
      }
      return { wall: performance.now() - started, inside: clock.total(), messages };
    },
    finish() {},
  };
}

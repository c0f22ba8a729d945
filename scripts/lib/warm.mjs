// The runner's file server (tiny_http 0.12) takes a thread for free until it has woken up, so of connections that come
// together one may wait for ever, and then no test starts. With more threads than a browser opens connections none does.
// It makes them when it has that many connections, and ends those that had none for five seconds.
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const WARMING_CONNECTIONS = 12;
const WARM_MS = 3000;

/** Connects to the runner on this port again and again until `run(over)` calls `over` or is done; resolves to its result. */
export async function whileWarm(port, run) {
  let isOver = false;
  const over = () => {
    isOver = true;
  };
  const result = run(over);
  const end = result.then(over, over);
  while (!isOver) {
    await connectOften(port);
    await Promise.race([pause(WARM_MS), end]);
  }
  return result;
}

async function connectOften(port) {
  const sockets = Array.from({ length: WARMING_CONNECTIONS }, () => connect(port, '127.0.0.1'));
  await Promise.allSettled(sockets.map((socket) => once(socket, 'connect')));
  for (const socket of sockets) socket.destroy();
}

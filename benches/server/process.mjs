// Starts the server in a process of its own: what it does must not wait for the benchmark, nor the other way round.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Resolves to `{ urls, close }` once it listens. */
export async function startServerProcess() {
  const child = fork(fileURLToPath(new URL('main.mjs', import.meta.url)));
  const ended = once(child, 'exit');
  const [{ urls }] = await Promise.race([
    once(child, 'message'),
    ended.then(([status]) => {
      throw new Error(`the benchmark's server ended with status ${status} before it listened`);
    }),
  ]);
  return {
    urls,
    async close() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

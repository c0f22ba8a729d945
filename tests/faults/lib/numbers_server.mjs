// A server of numbered messages: see numbers_main.mjs.
import { join } from 'node:path';
import { freePort } from '../../../servers/loopback.mjs';
import { ServerProcess } from './server_process.mjs';

const SCRIPT = join(import.meta.dirname, 'numbers_main.mjs');

/**
 * Starts a server that tells this `Log` what it gets and sends, on any free port unless one is given. Servers with one log need
 * different names.
 */
export async function startNumbersServer(log, { name = 'server', port = undefined } = {}) {
  let starts = 0;
  const server = new ServerProcess(SCRIPT, port ?? (await freePort()), {
    args: () => [`${name}.${(starts += 1)}`],
    onLine: (line) => log.take(line),
  });
  await server.start();
  return server;
}

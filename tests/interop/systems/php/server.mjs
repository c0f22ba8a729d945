// A server in PHP, with the packets of PHP WebSocket Server.
import { join } from 'node:path';
import { debianOf } from '../../lib/install.mjs';
import { serverOn, startProgram } from '../../lib/programs.mjs';
import { transcribe } from './transcript.mjs';

export const title = 'PHP WebSocket Server';
export const parts = ['php8.2-cli'];
export const fixture = 'a server of our own on PHP: the real one is public source, and in no registry';

export async function start() {
  const server = await serverOn((port) => php('server.php', port));
  const url = `ws://127.0.0.1:${server.port}`;
  return {
    urls: { echo: `${url}/echo`, web: `${url}/web` },
    stop: server.stop,
    transcript: () => transcribe(`${url}/web`),
  };
}

/** Runs a script without any php.ini: all that it needs is built in. */
function php(script, port) {
  const installed = join(debianOf(import.meta.dirname), 'usr');
  return startProgram(join(installed, 'bin', 'php8.2'), ['-n', script, String(port)], {
    cwd: import.meta.dirname,
    env: { LD_LIBRARY_PATH: join(installed, 'lib', 'x86_64-linux-gnu') },
  });
}

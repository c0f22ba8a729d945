// µWebSockets, the C++ server, as programs in Node and in Python have it: uws-pack is uWebSockets.js, which npm does not have.
import { join } from 'node:path';
import { debianOf, python } from '../../lib/install.mjs';
import { node, serverOn, startProgram } from '../../lib/programs.mjs';

export const title = 'µWebSockets';
export const parts = ['uws-pack', 'socketify'];

const FOLDER = import.meta.dirname;

export async function start() {
  const server = await serverOn((port) => node(FOLDER, 'echo.mjs', port));
  const socketify = await serverOn(startSocketify);
  return {
    urls: {
      echo: `ws://127.0.0.1:${server.port}/echo`,
      slow: `ws://127.0.0.1:${server.port}/slow`,
      python: `ws://127.0.0.1:${socketify.port}/echo`,
    },
    stop: () => Promise.all([server.stop(), socketify.stop()]),
  };
}

/** Its library is linked with libuv, which comes from Debian. */
function startSocketify(port) {
  const { command, env } = python(FOLDER);
  const libraries = join(debianOf(FOLDER), 'usr', 'lib', 'x86_64-linux-gnu');
  return startProgram(command, [join(FOLDER, 'echo.py'), String(port)], {
    env: { ...env, LD_LIBRARY_PATH: libraries },
  });
}

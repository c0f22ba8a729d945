// Total.js 5 and 4: the framework's own WebSocket code, a server of each.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { serverOn, startProgram } from '../../lib/programs.mjs';

export const title = 'Total.js';
export const parts = ['total5', 'total4'];

const folder = import.meta.dirname;

export async function start() {
  const total5 = await app('total5.mjs');
  const total4 = await app('total4.mjs');
  return {
    urls: { total5: `ws://127.0.0.1:${total5.port}`, total4: `ws://127.0.0.1:${total4.port}` },
    stop: () => Promise.all([total5.stop(), total4.stop()]),
  };
}

/** A server of the folder. Total.js makes folders where it runs. */
function app(script) {
  const cwd = join(folder, '.installed', 'app');
  mkdirSync(cwd, { recursive: true });
  return serverOn((port) => startProgram(process.execPath, [join(folder, script), String(port)], { cwd }));
}

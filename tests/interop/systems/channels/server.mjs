// Django Channels, behind daphne.
import { python } from '../../lib/install.mjs';
import { serverOn, startProgram } from '../../lib/programs.mjs';

export const title = 'Django Channels';
export const parts = ['channels', 'daphne', 'django'];
export const inTests = true;

export async function start() {
  const server = await serverOn(daphne);
  return { urls: { base: `ws://127.0.0.1:${server.port}` }, stop: server.stop };
}

/** Starts the server on a port. */
export function daphne(port) {
  const { command, env } = python(import.meta.dirname);
  return startProgram(command, ['-m', 'daphne', '-b', '127.0.0.1', '-p', String(port), 'app:application'], {
    cwd: import.meta.dirname,
    // No __pycache__ beside app.py.
    env: { ...env, PYTHONDONTWRITEBYTECODE: '1' },
    ready: /Listening on TCP address/,
  });
}

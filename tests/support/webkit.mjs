// What WebKit's browser needs around it: a screen, and a driver that listens.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { onPath } from '../../scripts/lib/toolchain.mjs';
import { freePort } from '../../servers/loopback.mjs';
import { OutputFile } from './output_file.mjs';

/**
 * Starts WebKitWebDriver on a free port, and a screen for the browser that it will open. `url` is where the driver
 * listens, `stop()` ends both. Rejects with one line if either does not start.
 */
export async function startWebKitDriver(program) {
  const screen = await startScreen();
  try {
    const driver = await startDriver(program, { ...process.env, ...BROWSER_ENV, DISPLAY: screen.display });
    return { url: driver.url, stop: () => [driver, screen].forEach(({ stop }) => stop()) };
  } catch (error) {
    screen.stop();
    throw error;
  }
}

async function startDriver(program, env) {
  const port = await freePort();
  const output = new OutputFile();
  const child = start(program, [`--port=${port}`, '--host=127.0.0.1'], {
    env,
    stdio: ['ignore', output.descriptor, output.descriptor],
  });
  const stop = () => {
    child.kill();
    output.close();
  };
  const ended = endOf(child);
  while (!(await canConnect(port))) {
    const why = await Promise.race([ended, pause()]);
    if (why === undefined) continue;
    const lines = output.readLines();
    stop();
    throw new Error(`${program} did not start: ${why}${lines.length ? `, after ${JSON.stringify(lines.at(-1))}` : ''}`);
  }
  return { url: `http://127.0.0.1:${port}`, stop };
}

/** A screen that nobody sees, or the one there is if Xvfb is missing. */
async function startScreen() {
  const program = onPath('Xvfb');
  if (!program && process.env.DISPLAY) return { display: process.env.DISPLAY, stop: () => {} };
  if (!program)
    throw new Error('no screen found for webkit: install Xvfb (node scripts/setup.mjs test) or set DISPLAY');
  // It chooses a free number and writes it to descriptor 3, and ends with the browser should nobody end it.
  const args = ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp', '-terminate'];
  const child = start(program, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const why = await Promise.race([once(child.stdio[3], 'data'), endOf(child)]);
  if (typeof why === 'string') throw new Error(`${program} did not start: ${why}`);
  return { display: `:${String(why[0]).trim()}`, stop: () => child.kill() };
}

/** Spawns a program that does not outlive this process. */
function start(program, args, options) {
  const child = spawn(program, args, options);
  const kill = () => child.kill();
  process.once('exit', kill);
  child.once('close', () => process.off('exit', kill));
  return child;
}

/** Resolves to the reason for which a program has ended, or could not be started. */
function endOf(child) {
  return new Promise((resolve) => {
    child.once('error', ({ message }) => resolve(message));
    child.once('exit', (status, signal) => resolve(`it ended with ${signal ?? `status ${status}`}`));
  });
}

async function canConnect(port) {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

const pause = () => new Promise((resolve) => setTimeout(resolve, POLL_MS));

/** How often the driver is asked whether it listens: it says nothing when it does. */
const POLL_MS = 20;

const SCREEN = '1600x1200x24';

const BROWSER_ENV = {
  GDK_BACKEND: 'x11',
  // Nobody would answer on the accessibility bus.
  NO_AT_BRIDGE: '1',
  // A screen without a graphics card.
  WEBKIT_DISABLE_COMPOSITING_MODE: '1',
  // Its sandbox, like Chromium's, cannot be had by root.
  ...(process.getuid?.() === 0 ? { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' } : {}),
};

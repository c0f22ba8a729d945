// Server programs: started, waited for until they listen, and ended with everything they have started.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../support/loopback.mjs';
import { OutputFile } from '../../support/output_file.mjs';

const START_LIMIT_MS = 60_000;
const POLL_MS = 20;
const LAST_LINES = 15;

/**
 * Starts a program and resolves once a line of its output matches `ready`: `{ stop, output() }`.
 * Rejects with the last lines of the output where the program ends before, or says nothing of the kind for a minute.
 */
export async function startProgram(command, args, { cwd, env = {}, ready = /listening/i } = {}) {
  const output = new OutputFile();
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', output.descriptor, output.descriptor],
    // A group of its own: what it starts ends with it.
    detached: true,
  });
  const lines = [];
  const read = () => lines.push(...output.readLines());
  let end;
  child.once('error', ({ message }) => { end = message; });
  const closed = new Promise((resolve) => child.once('exit', resolve));
  child.once('exit', (status, signal) => { end ??= `it ended with ${signal ?? `status ${status}`}`; });
  const kill = () => killGroup(child.pid);
  process.once('exit', kill);

  const endAll = async () => {
    process.off('exit', kill);
    kill();
    if (child.pid && child.exitCode === null && child.signalCode === null) await closed;
    read();
    output.close();
  };
  let stopping;
  const stop = () => (stopping ??= endAll());
  const fail = async (why) => {
    await stop();
    throw new Error([`${[command, ...args].join(' ')}: ${why}`, ...lines.slice(-LAST_LINES)].join('\n  '));
  };

  const giveUp = Date.now() + START_LIMIT_MS;
  while (!lines.some((line) => ready.test(line))) {
    if (end) await fail(end);
    if (Date.now() > giveUp) await fail(`no line of its output is ${ready}`);
    await pause(POLL_MS);
    read();
  }
  const readSoFar = () => {
    if (!stopping) read();
    return lines;
  };
  return { stop, output: readSoFar };
}

/** A server program on a free port: `launch(port)` starts it. `{ port, stop, restart }`; restarted, it has the same port. */
export async function serverOn(launch) {
  const port = await freePort();
  let program = await launch(port);
  return {
    port,
    stop: () => program.stop(),
    async restart() {
      await program.stop();
      program = await launch(port);
    },
  };
}

/** A script of the folder, run by this Node. */
export const node = (folder, script, ...args) => startProgram(process.execPath, [join(folder, script), ...args.map(String)], { cwd: folder });

function killGroup(pid) {
  try {
    if (pid) process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

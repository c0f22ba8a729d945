// Server programs: started, waited for until they listen, and ended with everything they have started.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../../servers/loopback.mjs';
import { OutputFile } from '../../support/output_file.mjs';

const START_LIMIT_MS = 60_000;
const POLL_MS = 20;
const LAST_LINES = 15;

/**
 * Starts a program and resolves once a line of its output matches `ready`: `{ stop, output() }`.
 * Rejects with the last lines of the output if the program ends before, or says nothing of the kind for a minute.
 */
export async function startProgram(command, args, { cwd = undefined, env = {}, ready = /listening/i } = {}) {
  const program = new Program(command, args, { cwd, env: { ...process.env, ...env } });
  const giveUp = Date.now() + START_LIMIT_MS;
  while (!program.lines().some((line) => ready.test(line))) {
    const why = program.end ?? (Date.now() > giveUp ? `no line of its output is ${ready}` : undefined);
    if (why) {
      await program.stop();
      throw new Error([`${[command, ...args].join(' ')}: ${why}`, ...program.lines().slice(-LAST_LINES)].join('\n  '));
    }
    await pause(POLL_MS);
  }
  return { stop: () => program.stop(), output: () => program.lines() };
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

/** Ends every program that has been started, and all that they have. */
export function endPrograms() {
  groups.forEach(killGroup);
  groups.clear();
}

/** A script of the folder, run by this Node. */
export const node = (folder, script, ...args) =>
  startProgram(process.execPath, [join(folder, script), ...args.map(String)], { cwd: folder });

class Program {
  /** Why it is not running any more; undefined while it is. */
  end;
  #child;
  #exited;
  #output = new OutputFile();
  #lines = [];
  #stopping;

  constructor(command, args, options) {
    const { descriptor } = this.#output;
    // A group of its own: what it starts ends with it.
    this.#child = spawn(command, args, { ...options, stdio: ['ignore', descriptor, descriptor], detached: true });
    this.#exited = new Promise((resolve) => {
      this.#child.once('error', ({ message }) => resolve(message));
      this.#child.once('exit', (status, signal) => resolve(`it ended with ${signal ?? `status ${status}`}`));
    }).then((why) => {
      this.end = why;
    });
    endWithUs(this.#child.pid);
  }

  /** What it has written so far. */
  lines() {
    if (!this.#stopping) this.#lines.push(...this.#output.readLines());
    return this.#lines;
  }

  /** Ends it, and all that it has started. */
  stop() {
    return (this.#stopping ??= this.#stop());
  }

  async #stop() {
    killGroup(this.#child.pid);
    await this.#exited;
    groups.delete(this.#child.pid);
    this.#lines.push(...this.#output.readLines());
    this.#output.close();
  }
}

/** The groups of the programs that run, by the id of their first process. */
const groups = new Set();

let isAttached = false;

/** Programs in a group of their own get no signal from the terminal. */
function endWithUs(pid) {
  if (!isAttached) {
    process.on('exit', endPrograms);
    for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'])
      process.on(signal, () => process.exit(128 + constants.signals[signal]));
    isAttached = true;
  }
  if (pid) groups.add(pid);
}

function killGroup(pid) {
  try {
    if (pid) process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

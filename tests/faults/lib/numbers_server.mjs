// A server of numbered messages in a process of its own, which a test kills, stops and starts again.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '../../support/loopback.mjs';

const PROGRAM = join(import.meta.dirname, 'numbers_main.mjs');

/** Starts a server that tells this `Log` what it gets and sends, on any free port unless one is given. Servers with one log need different names. */
export async function startNumbersServer(log, { name = 'server', port } = {}) {
  const server = new NumbersServer(port ?? await freePort(), log, name);
  await server.start();
  return server;
}

class NumbersServer {
  #log;
  #name;
  #child;
  #starts = 0;

  constructor(port, log, name) {
    this.port = port;
    this.#log = log;
    this.#name = name;
  }

  get url() {
    return `ws://127.0.0.1:${this.port}`;
  }

  /** Starts it, on the same port as before. */
  async start() {
    const args = [PROGRAM, this.port, `${this.#name}.${this.#starts += 1}`].map(String);
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'inherit', 'inherit', 'pipe'] });
    this.#child = child;
    killWithUs.add(child);
    child.once('exit', () => killWithUs.delete(child));
    await new Promise((resolve, reject) => {
      createInterface({ input: child.stdio[3] }).on('line', (line) => (line === 'listening' ? resolve() : this.#log.take(line)));
      child.once('exit', () => reject(new Error(`the server of numbered messages did not start on port ${this.port}`)));
    });
  }

  /** Ends the process at once, without a word to its clients. What it had logged still comes. */
  async kill() {
    const child = this.#child;
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'close');
  }

  /** Stops the process: its connections stay, and nothing reads them. */
  suspend() {
    this.#child.kill('SIGSTOP');
  }

  resume() {
    this.#child.kill('SIGCONT');
  }
}

/** A process that is stopped does not notice that we are gone. */
const killWithUs = new Set();
process.on('exit', () => killWithUs.forEach((child) => child.kill('SIGKILL')));

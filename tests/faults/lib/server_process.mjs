// A server in a process of its own, which a test kills, stops and starts again.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/**
 * A script that listens on a port of 127.0.0.1, its first argument. What it writes to descriptor 3 is given to `onLine`; the line
 * "listening" means that it does. It should end with its standard input.
 */
export class ServerProcess {
  #script;
  #args;
  #onLine;
  #child;

  constructor(script, port, { args = () => [], onLine = () => {} } = {}) {
    this.port = port;
    this.#script = script;
    this.#args = args;
    this.#onLine = onLine;
  }

  get url() {
    return `ws://127.0.0.1:${this.port}`;
  }

  /** Starts it, on the same port as before. */
  async start() {
    const args = [this.#script, this.port, ...this.#args()].map(String);
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'inherit', 'inherit', 'pipe'] });
    this.#child = child;
    killWithUs.add(child);
    child.once('exit', () => killWithUs.delete(child));
    await new Promise((resolve, reject) => {
      createInterface({ input: child.stdio[3] }).on('line', (line) =>
        line === 'listening' ? resolve() : this.#onLine(line),
      );
      child.once('exit', () => reject(new Error(`${this.#script} did not start on port ${this.port}`)));
    });
  }

  /** Ends the process at once, without a word to its clients. What it had written still comes. */
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

// The program in src/: builds it, starts its server, and reads what it prints.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from '../../scripts/lib/run.mjs';

const TARGET = join(ROOT, 'target', 'native-bench');
const PROGRAM = join(TARGET, 'release', 'native-bench');
/** More than the program takes by itself, unless a client blocks its threads. */
const LIMIT_MS = 90_000;

export function buildProgram() {
  const manifest = join(ROOT, 'benches/native/Cargo.toml');
  const env = { ...process.env, CARGO_TARGET_DIR: TARGET };
  execFileSync('cargo', ['build', '--release', '--locked', '--manifest-path', manifest], { env, stdio: 'inherit' });
}

/** Starts the server in a process of its own; resolves to `{ url, close }`. */
export async function startServer() {
  const child = spawn(PROGRAM, ['server'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout, 'data');
  return {
    url: String(line).trim(),
    async close() {
      child.stdin.end();
      await once(child, 'exit');
    },
  };
}

/**
 * Samples of a contender beside tokio-tungstenite alone: `{ pairs: [{ subject, native }], isFinished }`. A sample has a `count` of messages
 * and the nanoseconds of each. A contender that does not finish has the pairs that it has finished.
 */
export async function takePairs(url, { id }, contender, pairs) {
  const lines = await linesOf(['pairs', url, id, contender, String(pairs)]);
  const taken = lines.filter(({ native }) => native);
  return { pairs: taken, isFinished: taken.length === pairs };
}

/**
 * Opens so many connections, each of which sends and receives so many messages; resolves to memory, and what was lost. Only
 * `{ contender, connections }` if it does not finish.
 */
export async function openConnections(url, contender, count, messages) {
  const [told] = await linesOf(['connections', url, contender, String(count), String(messages)]);
  return { contender, connections: count, ...told };
}

/** Runs the program; resolves to the JSON of the lines that it prints until it ends or its time is over. */
async function linesOf(args) {
  const child = spawn(PROGRAM, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const limit = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
  const lines = [];
  for await (const line of createInterface({ input: child.stdout })) lines.push(JSON.parse(line));
  const [status, signal] = await ended;
  clearTimeout(limit);
  if (status !== 0 && signal !== 'SIGKILL') throw new Error(`native-bench ${args.join(' ')} ended with ${status}`);
  return lines;
}

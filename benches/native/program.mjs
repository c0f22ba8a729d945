// The program in src/: builds it, starts its server, and reads what it prints.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from '../../scripts/lib/run.mjs';

const TARGET = join(ROOT, 'target', 'native-bench');
const PROGRAM = join(TARGET, 'release', 'native-bench');

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

/** Samples of a contender beside tokio-tungstenite alone: `[{ count, subject, native }]`, times in nanoseconds. */
export const takePairs = (url, { id }, contender, pairs) => linesOf(['pairs', url, id, contender, String(pairs)]);

/** Opens so many connections, each of which sends and receives so many messages; resolves to memory, and what was lost. */
export async function openConnections(url, contender, count, messages) {
  const [told] = await linesOf(['connections', url, contender, String(count), String(messages)]);
  return { contender, ...told };
}

/** Runs the program; resolves to the JSON of its lines. */
async function linesOf(args) {
  const child = spawn(PROGRAM, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const lines = [];
  for await (const line of createInterface({ input: child.stdout })) lines.push(JSON.parse(line));
  const [status] = await ended;
  if (status !== 0) throw new Error(`native-bench ${args.join(' ')} ended with ${status}`);
  return lines;
}

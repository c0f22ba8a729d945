// examples/rust-everywhere, built for a page and for a terminal.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../scripts/lib/run.mjs';
import { WASM_TARGET, wasmBindgen, wasmEnv } from '../../scripts/lib/toolchain.mjs';
import { serveFolder } from '../../servers/static_server.mjs';

const FOLDER = join(ROOT, 'examples/rust-everywhere');
/** A terminal that does not leave is killed after this time, and has no exit status. */
const LONGEST_LEAVE_MS = 30_000;
const BUILD = ['build', '--locked', '--manifest-path', join(FOLDER, 'Cargo.toml')];

/** Builds the page and serves it; resolves to `{ url, close }`. */
export function servePage() {
  const env = wasmEnv();
  run('cargo', [...BUILD, '--lib', '--target', WASM_TARGET], env);
  const wasm = join(env.CARGO_TARGET_DIR, WASM_TARGET, 'debug', 'rust_everywhere.wasm');
  const pkg = mkdtempSync(join(tmpdir(), 'everywhere-'));
  try {
    run(wasmBindgen(), ['--target', 'web', '--no-typescript', '--out-dir', pkg, wasm], env);
    const files = readdirSync(pkg).map((name) => [`/pkg/${name}`, readFileSync(join(pkg, name))]);
    return serveFolder(FOLDER, { files: Object.fromEntries(files) });
  } finally {
    rmSync(pkg, { recursive: true, force: true });
  }
}

/** Builds the program and starts it: `{ shown, say(text), leave() }`, where `leave` resolves to its exit status. */
export function startTerminal(url) {
  // With what the core's tests compile, so that nothing is compiled twice.
  const env = { ...process.env, CARGO_TARGET_DIR: join(ROOT, 'target') };
  run('cargo', [...BUILD, '--bin', 'terminal'], env);
  const program = join(env.CARGO_TARGET_DIR, 'debug', 'terminal');
  const child = spawn(program, [url, 'terminal'], { stdio: ['pipe', 'pipe', 'inherit'] });
  // Not `exit`: its last lines may still be on their way.
  const ended = once(child, 'close');
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (piece) => {
    output += piece;
  });
  return {
    shown: () => output.split('\n').filter(Boolean),
    say: (text) => child.stdin.write(`${text}\n`),
    async leave() {
      child.stdin.end();
      const timer = setTimeout(() => child.kill(), LONGEST_LEAVE_MS);
      const [status] = await ended;
      clearTimeout(timer);
      return status;
    },
  };
}

function run(program, args, env) {
  const { status, stderr, error } = spawnSync(program, args, { cwd: ROOT, env, encoding: 'utf8' });
  if (status !== 0) throw error ?? new Error(stderr);
}

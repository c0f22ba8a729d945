// Runs the items in a runtime without pages: in a process of its own, with the package installed beside the program.
import { spawn } from 'node:child_process';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { outputOf } from '../../scripts/lib/run.mjs';
import { runtimes } from '../../scripts/lib/toolchain.mjs';

/** The name of a runtime → the arguments with which it runs a program. */
export const ARGUMENTS = {
  node: [],
  deno: ['run', '--allow-all', '--quiet', '--no-lock', '--node-modules-dir=manual'],
  bun: ['run'],
};

export const RUNTIMES = Object.keys(ARGUMENTS);

/** The version of a runtime; throws one clear line if it is missing. */
export function versionOf(runtime) {
  const version = outputOf(programOf(runtime), ['--version']);
  return /\d+\.\d+\.\d+/.exec(version)[0];
}

/** Runs the items in a runtime; as `runInScope` in scopes.mjs. */
export async function runInRuntime(runtime, { packed, scripts, server: { url, httpUrl }, ...options }) {
  const { project } = packed;
  writeFileSync(
    join(project, 'package.json'),
    JSON.stringify({ private: true, dependencies: { 'websocket-wasm': '*' } }),
  );
  writeFileSync(join(project, 'native.mjs'), scripts.native);
  writeFileSync(join(project, 'conformance.mjs'), scripts.items);
  copyFileSync(fileURLToPath(new URL('scope/in_runtime.mjs', import.meta.url)), join(project, 'in_runtime.mjs'));
  const config = JSON.stringify({ scope: runtime, server: { url, httpUrl }, ...options });
  const { status, stdout, stderr } = await run(
    programOf(runtime),
    [...ARGUMENTS[runtime], 'in_runtime.mjs', config],
    project,
  );
  // Each result is a line, so that a process that dies says after which item.
  const results = stdout
    .split('\n')
    .filter((line) => line.startsWith(RESULT))
    .map((line) => JSON.parse(line.slice(RESULT.length)));
  if (status === 0) return results;
  throw new Error(
    `${runtime} ended with status ${status} after ${results.at(-1)?.title ?? 'no item'}: ${stderr.slice(-1000)}`,
  );
}

/** The program of a runtime; throws one clear line if it is missing. */
export function programOf(runtime) {
  const program = runtimes[runtime]();
  if (!program)
    throw new Error(
      `no ${runtime} found: install it (node scripts/setup.mjs test) or set ${runtime.toUpperCase()}_BIN`,
    );
  return program;
}

function run(program, args, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], timeout: TIMEOUT_MS });
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'])
      child[name].setEncoding('utf8').on('data', (piece) => {
        output[name] += piece;
      });
    child.once('error', reject);
    child.once('close', (status, signal) => resolve({ status: status ?? signal, ...output }));
  });
}

const RESULT = 'result ';
const TIMEOUT_MS = 120_000;

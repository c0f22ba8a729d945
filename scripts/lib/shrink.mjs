// Makes a wasm small: Binaryen's optimiser, and a letter for each name at the boundary.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { SetupError } from './run.mjs';

const WASM_OPT = join(dirname(createRequire(import.meta.url).resolve('binaryen')), 'bin', 'wasm-opt');
// What Rust's wasm target has by default, and all engines have had since 2022; nothing newer may be introduced.
const FEATURES = [
  'bulk-memory',
  'multivalue',
  'mutable-globals',
  'nontrapping-float-to-int',
  'reference-types',
  'sign-ext',
].map((name) => `--enable-${name}`);
const PASSES = ['--zero-filled-memory', '--low-memory-unused', '--flatten', '--rereloop', '-O3', '-Oz', '--converge'];

/** Rewrites a wasm file in place; returns the letter by which each of its exports is called then. With `keepNames`, functions keep theirs. */
export function shrink(file, { keepNames = false } = {}) {
  const debug = keepNames ? '--debuginfo' : '--strip-debug';
  wasmOpt(file, [...PASSES, debug, '--strip-producers', '--strip-target-features']);
  const { exports } = JSON.parse(wasmOpt(file, [debug, '--minify-imports-and-exports']));
  return Object.fromEntries(exports);
}

/** The bytes of a wasm as most apps ship it: `wasm-opt -Oz`, without names. */
export function optimiseSize(wasm) {
  const folder = mkdtempSync(join(tmpdir(), 'wasm-opt-'));
  const file = join(folder, 'app.wasm');
  try {
    writeFileSync(file, wasm);
    wasmOpt(file, ['-Oz', '--strip-debug', '--strip-producers', '--strip-target-features']);
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function wasmOpt(file, passes) {
  const result = spawnSync(process.execPath, [WASM_OPT, ...FEATURES, ...passes, file, '-o', file], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (result.status !== 0) throw new SetupError(`wasm-opt failed: ${result.stderr}`);
  return result.stdout;
}

// The wasm and its glue from the Rust sources: cargo, then wasm-bindgen.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, ROOT, SetupError, show } from './run.mjs';
import { CARGO_HOME, WASM_TARGET, wasmBindgen, wasmEnv } from './toolchain.mjs';

/** Where the build has its glue and its wasm. */
export const GLUE = join(CACHE, 'glue');

/** What the linker has put where. */
export const MAP = join(ROOT, 'target', 'wasm', 'websocket_wasm.map');

const RUSTFLAGS = [
  // A call is mostly smaller than what it calls. With opt-level 3 and this, the wasm is a quarter smaller than with "z" or "s".
  '-Cllvm-args=-inline-threshold=12',
  // No path of this machine in the file, and no megabyte of stack for calls that go ten deep: addresses below 8 KiB are a byte
  // shorter. One that goes beyond it traps.
  `--remap-path-prefix=${join(CARGO_HOME, 'registry', 'src')}=`,
  `--remap-path-prefix=${ROOT}=`,
  '-Clink-arg=-zstack-size=6144',
  `-Clink-arg=--Map=${MAP}`,
];

/** Compiles the library for the package. */
export async function compile() {
  const env = { ...wasmEnv(), CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS: RUSTFLAGS.join(' ') };
  const args = ['build', '--release', '--lib', '--features', 'small-allocator', '--target', WASM_TARGET];
  if (await show('cargo', args, { env }) !== 0) throw new SetupError('cargo build failed');
}

/** Has wasm-bindgen write the glue and the wasm for it into a folder, which is emptied before. */
export async function bindgen(folder = GLUE, options = []) {
  const program = wasmBindgen();
  if (!program) throw new SetupError('wasm-bindgen is missing: run node scripts/setup.mjs build');
  const wasm = join(ROOT, 'target', 'wasm', WASM_TARGET, 'release', 'websocket_wasm.wasm');
  rmSync(folder, { recursive: true, force: true });
  const form = ['--target', 'web', '--no-typescript', '--encode-into', 'always', '--omit-default-module-path'];
  if (await show(program, [...form, ...options, '--out-dir', folder, wasm]) !== 0) throw new SetupError('wasm-bindgen failed');
}

// The wasm files from the Rust sources: cargo, and for the class wasm-bindgen.
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, ROOT, SetupError, show } from './run.mjs';
import { CARGO_HOME, WASM_TARGET, wasmBindgen, wasmEnv } from './toolchain.mjs';

/** Where the build has what is between the sources and the package. */
export const BUILT = join(CACHE, 'glue');

/** The wasm files of the package, each compiled with the feature of its name; only the class's knows JavaScript. */
export const PARTS = ['class', 'reconnecting', 'stream'];

const RUSTFLAGS = [
  // A call is mostly smaller than what it calls. With opt-level 3 and this, the wasm is a quarter smaller than with "z" or "s".
  '-Cllvm-args=-inline-threshold=12',
  // No path of this machine in the file, and no megabyte of stack for calls that go ten deep: addresses below 8 KiB are a byte
  // shorter. One that goes beyond it traps.
  `--remap-path-prefix=${join(CARGO_HOME, 'registry', 'src')}=`,
  `--remap-path-prefix=${ROOT}=`,
  '-Clink-arg=-zstack-size=6144',
];

/** Compiles every part into BUILT, which is emptied before. */
export async function compile() {
  rmSync(BUILT, { recursive: true, force: true });
  mkdirSync(BUILT, { recursive: true });
  const env = { ...wasmEnv(), CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS: RUSTFLAGS.join(' ') };
  const compiled = join(ROOT, 'target', 'wasm', WASM_TARGET, 'release', 'websocket_wasm.wasm');
  for (const part of PARTS) {
    const features = ['--no-default-features', '--features', `small-allocator,${part}`];
    const args = ['rustc', '--release', '--lib', '--crate-type', 'cdylib', ...features, '--target', WASM_TARGET];
    if (await show('cargo', args, { env }) !== 0) throw new SetupError(`cargo could not compile the part ${part}`);
    if (part === 'class') await bindgen(compiled);
    else copyFileSync(compiled, join(BUILT, `${part}.wasm`));
  }
}

async function bindgen(wasm) {
  const program = wasmBindgen();
  if (!program) throw new SetupError('wasm-bindgen is missing: run node scripts/setup.mjs build');
  const args = ['--target', 'bundler', '--no-typescript', '--out-dir', BUILT, '--out-name', 'class', wasm];
  if (await show(program, args) !== 0) throw new SetupError('wasm-bindgen failed');
  copyFileSync(join(BUILT, 'class_bg.wasm'), join(BUILT, 'class.wasm'));
}

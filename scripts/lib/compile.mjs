// The wasm files from the Rust sources. They import nothing, so wasm-bindgen has nothing to do for them: that serves the
// crate, whose users link it with code of their own.
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, ROOT, SetupError, show } from './run.mjs';
import { CARGO_HOME, WASM_TARGET, wasmEnv } from './toolchain.mjs';

const BUILT = join(CACHE, 'wasm');

/** The file of a part, as the package has it after the build. */
export const wasmOf = (part) => join(BUILT, `${part}.wasm`);

/** The file of a part as cargo has made it. */
export const compiledOf = (part) => join(BUILT, `${part}.compiled.wasm`);

/** The wasm files of the package, each compiled with the feature of its name. */
export const PARTS = ['class', 'reconnecting', 'shared', 'stream'];

const RUSTFLAGS = [
  // A call is mostly smaller than what it calls. With opt-level 3 and this, the wasm is a quarter smaller than with "z" or "s".
  '-Cllvm-args=-inline-threshold=30',
  // No path of this machine in the file.
  `--remap-path-prefix=${join(CARGO_HOME, 'registry', 'src')}=`,
  `--remap-path-prefix=${ROOT}=`,
  // Ten calls deep at most: nothing outside is called, and what calls itself (stack.rs) uses none of it. It is below the
  // data, so that a stack that is exhausted traps.
  '-Clink-arg=-zstack-size=8192',
  // boundary/wasm.js puts it back after an engine has thrown in the middle of a call.
  '-Clink-arg=--export=__stack_pointer',
];

/** Compiles every part. */
export async function compile() {
  rmSync(BUILT, { recursive: true, force: true });
  mkdirSync(BUILT, { recursive: true });
  const env = { ...wasmEnv(), CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS: RUSTFLAGS.join(' ') };
  const compiled = join(ROOT, 'target', 'wasm', WASM_TARGET, 'release', 'websocket_wasm.wasm');
  for (const part of PARTS) {
    const features = ['--no-default-features', '--features', `npm,${part}`];
    const args = ['rustc', '--release', '--lib', '--crate-type', 'cdylib', ...features, '--target', WASM_TARGET];
    if ((await show('cargo', args, { env })) !== 0) throw new SetupError(`cargo could not compile the part ${part}`);
    copyFileSync(compiled, compiledOf(part));
    copyFileSync(compiled, wasmOf(part));
  }
}

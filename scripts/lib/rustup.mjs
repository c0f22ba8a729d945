// Other toolchains of Rust than the one that compiles the package, and what cargo knows of the crate.
import { outputOf, ROOT, SetupError, show } from './run.mjs';
import { onPath } from './toolchain.mjs';

/** What only nightly can: choose the oldest versions, and make the documentation as docs.rs has it. */
export const NIGHTLY = 'nightly';

/** Installs a toolchain that is not there, and the library of a target; one that is there stays as it is. */
export async function toolchain(name, target = undefined) {
  if (!onPath('rustup')) throw new SetupError('this needs rustup (https://rustup.rs)');
  if (!outputOf('rustup', ['run', name, 'cargo', '--version'])) {
    await rustup('toolchain', 'install', name, '--profile', 'minimal');
  }
  if (target) await rustup('target', 'add', target, '--toolchain', name);
}

/** What cargo knows of the crate. */
export function manifest() {
  const text = outputOf('cargo', ['metadata', '--no-deps', '--format-version', '1'], process.env);
  return JSON.parse(text).packages[0];
}

/** How docs.rs makes the documentation: `targets`, and the arguments for their `features`. */
export function docsRs() {
  const { targets, features, 'default-target': first } = manifest().metadata.docs.rs;
  return { targets: [first, ...targets], features: ['--features', features.join()] };
}

async function rustup(...args) {
  const status = await show('rustup', args, { cwd: ROOT });
  if (status !== 0) throw new SetupError(`rustup ${args.join(' ')} failed`);
}

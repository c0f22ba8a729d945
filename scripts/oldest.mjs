// `npm run oldest`: the crate compiles with the oldest Rust and the oldest dependencies that Cargo.toml allows. Needs rustup and a network.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, outputOf, ROOT, runMain, SetupError, say, show } from './lib/run.mjs';
import { onPath, WASM_TARGET } from './lib/toolchain.mjs';

/** Chooses the oldest versions: only nightly can. */
const NIGHTLY = 'nightly';
/** The package's own build, with or for which no app compiles. */
const OF_THE_PACKAGE = ['npm', 'reconnecting', 'stream', 'default'];

const COPY = join(CACHE, 'oldest');
const ENV = { ...process.env, CARGO_TARGET_DIR: join(CACHE, 'oldest-target'), RUSTC: undefined };

await runMain(async () => {
  if (!onPath('rustup')) throw new SetupError('npm run oldest needs rustup (https://rustup.rs)');
  const { rust_version: oldest, features } = manifest();
  await toolchain(oldest, ['--target', WASM_TARGET]);
  await toolchain(NIGHTLY);
  rmSync(COPY, { recursive: true, force: true });
  await run('git', ['clone', '--quiet', ROOT, COPY], ROOT);

  const named = Object.keys(features).filter((name) => !OF_THE_PACKAGE.includes(name));
  const check = (...args) => run('cargo', [`+${oldest}`, 'check', '--locked', ...args]);
  for (const what of ['the locked versions', 'the oldest versions']) {
    say(`Rust ${oldest}, ${what}`);
    if (what === 'the oldest versions') await run('cargo', [`+${NIGHTLY}`, 'update', '-Z', 'direct-minimal-versions']);
    await check('--no-default-features');
    await check('--features', named.join());
    await check('--target', WASM_TARGET);
    await check('--target', WASM_TARGET, '--features', named.join());
  }
});

/** Installs a toolchain that is not there; one that is there stays as it is. */
async function toolchain(name, args = []) {
  if (outputOf('rustup', ['run', name, 'cargo', '--version'], process.env)) return;
  await run('rustup', ['toolchain', 'install', name, '--profile', 'minimal', ...args], ROOT);
}

/** What cargo knows of the crate. */
function manifest() {
  const text = outputOf('cargo', ['metadata', '--no-deps', '--format-version', '1'], process.env);
  return JSON.parse(text).packages[0];
}

async function run(program, args, cwd = COPY) {
  const status = await show(program, args, { cwd, env: ENV });
  if (status !== 0) throw new SetupError(`${program} ${args.join(' ')} failed in ${cwd}`);
}

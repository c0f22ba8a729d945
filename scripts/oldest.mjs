// `npm run oldest`: the crate compiles with the oldest Rust and the oldest dependencies that Cargo.toml allows. Needs rustup and a network.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, ROOT, runMain, SetupError, say, show } from './lib/run.mjs';
import { manifest, NIGHTLY, toolchain } from './lib/rustup.mjs';
import { WASM_TARGET } from './lib/toolchain.mjs';

/** The package's own build, with or for which no app compiles. */
const OF_THE_PACKAGE = ['npm', 'reconnecting', 'shared', 'stream', 'default'];

const COPY = join(CACHE, 'oldest');
const ENV = { ...process.env, CARGO_TARGET_DIR: join(CACHE, 'oldest-target'), RUSTC: undefined };

await runMain(async () => {
  const { rust_version: oldest, features } = manifest();
  await toolchain(oldest, WASM_TARGET);
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

async function run(program, args, cwd = COPY) {
  const status = await show(program, args, { cwd, env: ENV });
  if (status !== 0) throw new SetupError(`${program} ${args.join(' ')} failed in ${cwd}`);
}

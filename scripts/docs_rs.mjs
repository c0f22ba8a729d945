// `npm run docs:rs`: the documentation of the crate as docs.rs makes it, for each of its targets; a warning fails. Needs rustup and a network.
import { join } from 'node:path';
import { ROOT, runMain, SetupError, say, show } from './lib/run.mjs';
import { docsRs, NIGHTLY, toolchain } from './lib/rustup.mjs';

const ENV = {
  ...process.env,
  // As docs.rs has it: each item says which feature it needs.
  RUSTDOCFLAGS: '--cfg docsrs -D warnings',
  CARGO_TARGET_DIR: join(ROOT, 'target', 'docs-rs'),
  RUSTC: undefined,
};

await runMain(async () => {
  const { targets, features } = docsRs();
  for (const target of targets) {
    say(`The documentation for ${target}`);
    await toolchain(NIGHTLY, target);
    const args = [`+${NIGHTLY}`, 'doc', '--locked', '--lib', '--no-deps', ...features, '--target', target];
    const status = await show('cargo', args, { env: ENV });
    if (status !== 0) throw new SetupError(`cargo ${args.join(' ')} failed`);
  }
});

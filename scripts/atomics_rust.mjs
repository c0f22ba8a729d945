// `npm run atomics:rust`: the tests of the client for Rust with memory that threads may share, in Chromium or `--engine firefox`. It compiles
// the standard library for that: `rustup component add rust-src` for the compiler that builds.
import { parseArgs } from 'node:util';
import { runMain, SetupError } from './lib/run.mjs';

await runMain(async () => {
  const { engine = 'chromium' } = parseArgs({ options: { engine: { type: 'string' } } }).values;
  if (!['chromium', 'firefox'].includes(engine)) throw new SetupError(`there is no engine "${engine}" here`);
  const { runWithAtomics } = await import('./lib/web_tests.mjs');
  process.exitCode = await runWithAtomics(engine);
});

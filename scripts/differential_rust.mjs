// `npm run differential:rust`: random programs of the client for Rust, natively and in browsers, against the same server. Fails if they
// do not do the same, but for what docs/rust-everywhere.md lists. `--programs`, `--seed` and `--engine` choose.
import { parseArgs } from 'node:util';
import { runMain, SetupError, say } from './lib/run.mjs';

await runMain(async () => {
  const { programs, seed, engine } = optionsOf(process.argv.slice(2));
  if (engine) process.env.ENGINES = engine;
  // Only set-up has brought the packages that they need.
  const [{ engines }, { runDifferential }] = await Promise.all([
    import('../tests/support/browsers.mjs'),
    import('./lib/web_tests.mjs'),
  ]);
  say(`again: npm run differential:rust -- --seed ${seed} --programs ${programs}`);
  process.exitCode = await runDifferential(engines(), seed, programs);
});

function optionsOf(args) {
  try {
    const { values } = parseArgs({
      args,
      options: { programs: { type: 'string' }, seed: { type: 'string' }, engine: { type: 'string' } },
    });
    const { programs = '300', seed = `${Math.floor(Math.random() * 2 ** 30)}`, engine } = values;
    return { programs: Number(programs), seed: Number(seed), engine };
  } catch ({ message }) {
    throw new SetupError(message);
  }
}

// The suite `web`: the crate's tests in browsers, or in those that ENGINES names, and in Node.
import { runMain } from './lib/run.mjs';

await runMain(async () => {
  // Only set-up has brought the packages that they need.
  const [{ engines }, { runWebTests }] = await Promise.all([
    import('../tests/support/browsers.mjs'),
    import('./lib/web_tests.mjs'),
  ]);
  process.exitCode = await runWebTests(engines());
});

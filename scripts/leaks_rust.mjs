// `npm run leaks:rust`: 10,000 connections of the client for Rust are made and dropped in each phase. Linear memory, the table of JavaScript's
// values, listeners and the server's open connections have to be what they were. `--engine firefox` and `--count 1000` change it.
import { parseArgs } from 'node:util';
import { runMain, SetupError } from './lib/run.mjs';

await runMain(async () => {
  const { values } = parseArgs({ options: { engine: { type: 'string' }, count: { type: 'string' } } });
  const { engine = 'chromium', count = '10000' } = values;
  if (!['chromium', 'firefox'].includes(engine)) throw new SetupError(`there is no engine "${engine}" here`);
  if (!/^[1-9]\d*$/.test(count)) throw new SetupError(`--count ${count} is not a whole number`);
  const { runLeaks } = await import('./lib/web_tests.mjs');
  process.exitCode = await runLeaks(engine, count);
});

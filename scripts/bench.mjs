// `npm run bench`: our class beside the browser's own, and beside others, in real browsers.
// `--engine firefox`, `--cases send,open-close`, `--contenders ours` and `--reps 15` narrow it; a run of all writes BENCHMARKS.md.
import { writeFileSync } from 'node:fs';
import { buildPackage, runMain } from './lib/run.mjs';

await runMain(async () => {
  const { parseOptions } = await import('../benches/options.mjs');
  const options = parseOptions(process.argv.slice(2), ['chromium', 'firefox']);
  if (!options.dist) await buildPackage();
  // Only now: set-up has installed what they import.
  const { runBenchmark } = await import('../benches/run.mjs');
  const { progressOn } = await import('../benches/progress.mjs');
  const engines = await runBenchmark(options, progressOn(console.log));
  if (options.json) writeFileSync(options.json, `${JSON.stringify({ engines }, undefined, 1)}\n`);
});

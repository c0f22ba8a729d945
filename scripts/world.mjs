// `npm run world`: the package in real test tools, dev servers and libraries, each beside the same without us; writes docs/WORKS_BESIDE.md.
// `--only vitest,msw` narrows it. `--draft` corrects each expect.json by what was seen; a reason that is new is for a person to write.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT, SetupError, buildPackage, runMain, say } from './lib/run.mjs';

await runMain(async () => {
  const { only, draft } = optionsOf(process.argv.slice(2));
  const { loadTools } = await import('../tests/world/lib/tools.mjs');
  const all = await loadTools();
  const tools = only ? await choose(all, only.split(',')) : all;
  await buildPackage();
  const broken = await runAll(tools, draft);
  await write(await loadTools());
  console.log(
    `\n${tools.length - broken.length} of ${tools.length} tools are as expect.json says${broken.map((name) => `\n  ✗ ${name}`).join('')}`,
  );
  if (broken.length) process.exitCode = 1;
});

function optionsOf(args) {
  try {
    return parseArgs({ args, options: { only: { type: 'string' }, draft: { type: 'boolean' } } }).values;
  } catch ({ message }) {
    throw new SetupError(message);
  }
}

async function choose(tools, names) {
  const { select } = await import('../tests/interop/lib/systems.mjs');
  try {
    return select(tools, names, 'tool');
  } catch ({ message }) {
    throw new SetupError(message);
  }
}

/** Resolves to the names of the tools that are not as expect.json says. */
async function runAll(tools, draft) {
  const { openWorld } = await import('../tests/world/lib/world.mjs');
  const { runTool } = await import('../tests/world/lib/run.mjs');
  const { draftOf } = await import('../tests/world/lib/verdict.mjs');
  const broken = [];
  const world = await openWorld();
  try {
    for (const [index, tool] of tools.entries()) {
      say(`${tool.title} (${index + 1} of ${tools.length})`);
      const runs = await runTool(tool, world, print).catch((error) => error);
      if (runs instanceof Error) console.error(`  ✗ ${runs instanceof SetupError ? runs.message : runs.stack}`);
      else if (draft)
        writeFileSync(
          join(tool.folder, 'expect.json'),
          `${JSON.stringify(draftOf(runs, tool.expect), undefined, 2)}\n`,
        );
      if (runs instanceof Error || runs.some(({ problems }) => problems.length)) broken.push(tool.name);
    }
    return broken;
  } finally {
    await world.close();
  }
}

function print({ setup, className, problems, known, passed }, milliseconds) {
  const failing = known.length ? `, ${known.length} known not to work` : '';
  console.log(
    `  ${problems.length ? '✗' : '✓'} ${setup}, ${className}: ${passed} checks passed${failing}, in ${(milliseconds / 1000).toFixed(1)} s`,
  );
  for (const problem of problems) console.log(`      ✗ ${problem}`);
  for (const failure of known) console.log(`      – ${failure}`);
}

async function write(tools) {
  const { reportOf } = await import('../tests/world/lib/report.mjs');
  writeFileSync(join(ROOT, 'docs', 'WORKS_BESIDE.md'), reportOf(tools));
  say('docs/WORKS_BESIDE.md is written');
}

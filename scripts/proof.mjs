// `npm run proof`: runs what docs/proof.md needs and has no result of the sources as they are, and writes the page after each part. A run that was
// stopped goes on at the part that it was in. `--list` says what is needed. `--only fuzz,soak` narrows it, `--parts firefox` to parts whose
// names begin so, so that several runs can go side by side. `--minutes 30` starts nothing that would take longer, `--again` runs all, `--wpt PATH`
// names a checkout of web-platform-tests. `--read` runs nothing, and takes pages as they are.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { alone } from './lib/fresh.mjs';
import { buildPackage, outputOf, ROOT, runMain, SetupError, say, showAndRead } from './lib/run.mjs';

await runMain(async () => {
  const options = optionsOf();
  const { PROOFS } = await import('../tests/proof/proofs.mjs');
  const proofs = chosen(PROOFS, options);
  if (options.read) await read(proofs);
  else if (options.list) await list(proofs);
  else await runAll(proofs, options);
  await write(PROOFS);
});

function optionsOf() {
  try {
    return parseArgs({
      options: {
        only: { type: 'string' },
        parts: { type: 'string' },
        minutes: { type: 'string' },
        wpt: { type: 'string' },
        again: { type: 'boolean' },
        list: { type: 'boolean' },
        read: { type: 'boolean' },
      },
    }).values;
  } catch ({ message }) {
    throw new SetupError(message);
  }
}

function chosen(proofs, { only, parts: beginning = '' }) {
  const names = only?.split(',') ?? proofs.map(({ name }) => name);
  const unknown = names.find((name) => !proofs.some((proof) => proof.name === name));
  if (unknown)
    throw new SetupError(`there is no proof ${unknown}: choose from ${proofs.map(({ name }) => name).join(', ')}`);
  return proofs
    .filter(({ name }) => names.includes(name))
    .map((proof) => ({ ...proof, parts: proof.parts.filter(({ name }) => name.startsWith(beginning)) }));
}

/** `{ proof, part }` for each part without a result of these sources. */
async function needed(proofs, again) {
  const { load, sourcesOf } = await import('../tests/proof/results.mjs');
  return proofs.flatMap((proof) => {
    const ran = load(proof.name);
    const now = sourcesOf(proof);
    return proof.parts.filter(({ name }) => again || ran[name]?.sources !== now).map((part) => ({ proof, part }));
  });
}

async function list(proofs) {
  const left = await needed(proofs);
  for (const { name, title, parts } of proofs) {
    const mine = left.filter(({ proof }) => proof.name === name);
    const minutes = mine.reduce((sum, { part }) => sum + part.minutes, 0);
    console.log(
      `  ${mine.length ? '–' : '✓'} ${name.padEnd(12)} ${title}: ${parts.length - mine.length} of ${parts.length} parts${minutes ? `, ${minutes} min left` : ''}`,
    );
  }
}

async function read(proofs) {
  const { load, resultOf, save } = await import('../tests/proof/results.mjs');
  for (const proof of proofs.filter(({ page }) => page)) {
    // A page that is not there yet has no figures.
    const result = await Promise.resolve()
      .then(() => resultOf(proof))
      .catch(() => undefined);
    const ran = load(proof.name);
    if (Object.keys(result?.figures ?? {}).length)
      save(proof.name, Object.fromEntries(proof.parts.map(({ name }) => [name, { ...ran[name], ...result }])));
  }
}

async function runAll(proofs, { minutes = 'Infinity', again, wpt }) {
  await buildPackage();
  const left = await needed(proofs, again);
  const end = Date.now() + Number(minutes) * 60_000;
  const failed = [];
  for (const [index, { proof, part }] of left.entries()) {
    const title = `${proof.title}, ${part.name} (${index + 1} of ${left.length}, about ${part.minutes} min)`;
    const lack = lackOf(part, wpt);
    if (lack) failed.push(`${title}: ${lack}`);
    else if (Date.now() + part.minutes * 60_000 > end) failed.push(`${title}: left for the next run`);
    else if (!(await runPart(title, proof, part, wpt))) failed.push(`${title}: it failed`);
  }
  for (const line of failed) console.error(`✗ ${line}`);
  if (failed.length) process.exitCode = 1;
}

/** What has to be given or installed for a part, if anything. */
function lackOf({ needs }, wpt) {
  if (needs === 'wpt') return wpt ? undefined : 'give the folder of a checkout, --wpt PATH';
  if (!needs || outputOf(needs, ['--version'])) return undefined;
  return `there is no ${needs}: cargo install ${needs}`;
}

/** Resolves to whether it succeeded; then its result is kept. */
async function runPart(title, proof, part, wpt) {
  const { buildOf, load, resultOf, save } = await import('../tests/proof/results.mjs');
  const { PROOFS } = await import('../tests/proof/proofs.mjs');
  say(title);
  const args = part.run.map((argument) => (argument === 'PATH' ? wpt : argument));
  const build = buildOf(proof);
  const started = Date.now();
  let output = '';
  const status = await showAndRead(part.program ?? process.execPath, args, {
    env: { ...process.env, ...part.env },
    onOutput: (piece) => {
      output += piece;
    },
  });
  if (status !== 0 && !part.mayFail) return false;
  const result = resultOf(proof, {
    name: part.name,
    build,
    output,
    seconds: Math.round((Date.now() - started) / 1000),
  });
  // Others may run beside this one.
  await alone('proof', async () => {
    save(proof.name, { ...load(proof.name), [part.name]: result });
    await write(PROOFS);
  });
  return true;
}

async function write(proofs) {
  const { load } = await import('../tests/proof/results.mjs');
  const { reportOf } = await import('../tests/proof/report.mjs');
  writeFileSync(join(ROOT, 'docs', 'proof.md'), reportOf(proofs, load));
}

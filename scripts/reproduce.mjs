// `npm run reproduce`: clones this commit twice, into folders with names of different lengths, installs and builds each, and compares
// what is in dist/ byte for byte. Fails with the names of the files that differ. It takes what is committed, and some minutes.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, outputOf, ROOT, runMain, SetupError, say, show } from './lib/run.mjs';

const FOLDER = join(CACHE, 'reproduce');
/** A path that got into a file would differ in more than its length. */
const CLONES = ['one', 'the/other/one'].map((name) => join(FOLDER, name));

await runMain(async () => {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const commit = outputOf('git', ['-C', ROOT, 'rev-parse', 'HEAD']);
  for (const clone of CLONES) await build(clone, commit);
  const [one, other] = CLONES.map((clone) => hashesOf(join(clone, 'dist')));
  const differing = [...new Set([...one.keys(), ...other.keys()])].filter((name) => one.get(name) !== other.get(name));
  if (differing.length) throw new SetupError(`two builds of ${commit} differ in ${differing.sort().join(', ')}`);
  console.log(
    `✓ ${one.size} files are the same in both builds of ${commit}; SHA-256 of all: ${hashOf([...one].join())}`,
  );
  rmSync(FOLDER, { recursive: true, force: true });
});

/** Builds a clone as its reader would, with nothing of this checkout but its history. */
async function build(clone, commit) {
  say(`a build in ${clone.slice(ROOT.length + 1)}`);
  await run('git', ['clone', '--quiet', '--no-checkout', ROOT, clone], ROOT);
  await run('git', ['checkout', '--quiet', '--detach', commit], clone);
  await run('npm', ['run', '--silent', 'build'], clone);
}

async function run(program, args, cwd) {
  // A target folder that both share would hand one's result to the other.
  const env = { ...process.env, CARGO_TARGET_DIR: undefined };
  if ((await show(program, args, { cwd, env })) !== 0)
    throw new SetupError(`${program} ${args.join(' ')} failed in ${cwd}`);
}

/** The hash of each file, by its name. */
function hashesOf(folder) {
  return new Map(readdirSync(folder).map((name) => [name, hashOf(readFileSync(join(folder, name)))]));
}

function hashOf(data) {
  return createHash('sha256').update(data).digest('hex');
}

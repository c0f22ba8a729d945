// `npm run releases`: the suites that wasm-bindgen has to do with, run with older releases of it, each in a copy of this
// commit. `-- 0.2.100` names other releases.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, ROOT, runMain, SetupError, say, show } from './lib/run.mjs';

/** The crate allows older ones, but their test runner takes no address (`lib/web_tests.mjs`). */
const RELEASES = ['0.2.118', '0.2.126'];
const SUITES = ['core', 'web', 'package'];
/** Released together: the last part of the version is so much more than that of wasm-bindgen. */
/** @type {Record<string, [minor: string, more: number]>} */
const TOGETHER = {
  'js-sys': ['0.3', -23],
  'web-sys': ['0.3', -23],
  'wasm-bindgen-futures': ['0.4', -50],
  'wasm-bindgen-test': ['0.3', -50],
};
const TARGET = ['--target', 'cfg(target_arch = "wasm32")'];

await runMain(async () => {
  const releases = process.argv.length > 2 ? process.argv.slice(2) : RELEASES;
  for (const release of releases) {
    say(`wasm-bindgen ${release}`);
    await runWith(release);
  }
});

async function runWith(release) {
  const copy = join(CACHE, 'releases', release);
  rmSync(copy, { recursive: true, force: true });
  await run('git', ['clone', '--quiet', ROOT, copy], ROOT);
  const { 'js-sys': jsSys, ...others } = versionsOf(release);
  // The copy's lock file says which release is used, to its set-up as well.
  await run('cargo', ['add', '--quiet', ...TARGET, '--no-default-features', `wasm-bindgen@=${release}`, jsSys], copy);
  await run('cargo', ['add', '--quiet', '--dev', ...TARGET, jsSys, ...Object.values(others)], copy);
  await run('npm', ['test', '--', ...SUITES], copy);
}

/** What cargo is given for the crates that are released together. */
function versionsOf(release) {
  const [, patch] = /^0\.2\.(\d+)$/.exec(release) ?? [];
  if (!patch) throw new SetupError(`${release} is no release of wasm-bindgen: they are called like ${RELEASES[0]}`);
  return Object.fromEntries(
    Object.entries(TOGETHER).map(([name, [minor, more]]) => [name, `${name}@=${minor}.${Number(patch) + more}`]),
  );
}

async function run(program, args, cwd) {
  const status = await show(program, args, { cwd });
  if (status !== 0) throw new SetupError(`${program} ${args.join(' ')} failed in ${cwd}`);
}

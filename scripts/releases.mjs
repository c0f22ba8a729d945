// `npm run releases`: the suites that wasm-bindgen has to do with, run with older releases of it, each in a copy of this
// commit. `-- 0.2.100` names other releases.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, ROOT, SetupError, runMain, say, show } from './lib/run.mjs';

/** The oldest that Cargo.toml allows, and one between it and the locked one. */
const RELEASES = ['0.2.100', '0.2.115'];
const SUITES = ['core', 'chromium', 'package'];
/** They are released together: the last parts of their versions stay as far apart. */
const TOGETHER = { 'js-sys': [3, -23], 'web-sys': [3, -23], 'wasm-bindgen-futures': [4, -50], 'wasm-bindgen-test': [3, -50] };

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
  // The copy's lock file says which one is used, also to its set-up.
  for (const [name, version] of Object.entries(versionsOf(release))) {
    await run('cargo', ['update', '--quiet', '--package', name, '--precise', version], copy);
  }
  await run('npm', ['test', '--', ...SUITES], copy);
  if (existsSync(copy)) rmSync(copy, { recursive: true });
}

function versionsOf(release) {
  const [, patch] = /^0\.2\.(\d+)$/.exec(release) ?? [];
  if (!patch) throw new SetupError(`${release} is no release of wasm-bindgen like ${RELEASES[0]}`);
  const others = Object.entries(TOGETHER).map(([name, [minor, distance]]) => [name, `0.${minor}.${Number(patch) + distance}`]);
  // Those that demand another one go first.
  return Object.fromEntries([...others.reverse(), ['wasm-bindgen', release]]);
}

async function run(program, args, cwd) {
  const status = await show(program, args, { cwd });
  if (status !== 0) throw new SetupError(`${program} ${args.join(' ')} failed in ${cwd}`);
}

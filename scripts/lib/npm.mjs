// `npm ci` if a folder is not as its lock file has it. Plain Node: set-up needs it first.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError, work } from './run.mjs';

/** Installs the packages of a folder's lock file; rejects with a SetupError if npm cannot. */
export async function npmCi(folder, what, args = []) {
  const lock = readFileSync(join(folder, 'package-lock.json'), 'utf8');
  const stamp = join(folder, 'node_modules', '.installed-lock.json');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  if (!(await work(`${what}: npm ci`, 'npm', ['ci', '--no-fund', '--no-audit', ...args], { cwd: folder }))) {
    throw new SetupError(`npm ci failed for ${what}: see the lines above`);
  }
  writeFileSync(stamp, lock);
}

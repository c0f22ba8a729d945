// What a system needs, installed into its own folder, and its pinned versions. Nothing outside it is changed.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { npmCi } from '../../../scripts/lib/npm.mjs';
import { ROOT, SetupError, work } from '../../../scripts/lib/run.mjs';
import { onPath } from '../../../scripts/lib/toolchain.mjs';
import { unpackDebian } from './debian.mjs';

/** Where a folder's Python packages and Debian packages are, once installed. */
export const pythonOf = (folder) => join(folder, '.installed', 'python');
export const debianOf = (folder) => join(folder, '.installed', 'debian');

/** What starts Python with the folder's packages: command and environment. */
export const python = (folder) => ({
  command: onPath('python3') ?? 'python3',
  env: { PYTHONPATH: pythonOf(folder), PYTHONUNBUFFERED: '1' },
});

const KINDS = [
  { lock: 'package-lock.json', install: installNpm, versions: npmVersions },
  { lock: 'requirements.txt', install: installPython, versions: pythonVersions },
  { lock: 'debian.json', install: unpackPinned, versions: debianVersions },
];

/** Installs what the folder's locks name and is not there yet; rejects with a SetupError that says what is missing. */
export async function install({ folder, title }) {
  for (const { lock, install: take } of locksOf(folder)) {
    await take(folder, title, readFileSync(join(folder, lock), 'utf8'));
  }
}

/** The pinned versions of packages, `{ name, version }` each; every package has to be in one of the folder's locks, or in our own. */
export function versionsOf(folder, names) {
  const read = (at, { lock, versions }) => versions(readFileSync(join(at, lock), 'utf8'));
  const locks = [...locksOf(folder).map((kind) => read(folder, kind)), read(ROOT, KINDS[0])];
  return names.map((name) => {
    const version = locks.map((versions) => versions.get(name)).find(Boolean);
    if (!version) throw new Error(`${basename(folder)}: no lock names a version of ${name}`);
    return { name, version };
  });
}

const locksOf = (folder) => KINDS.filter(({ lock }) => existsSync(join(folder, lock)));

/** Scripts of packages stay off: none of these needs them, and some try to compile or to download. */
function installNpm(folder, title) {
  return npmCi(folder, title, ['--ignore-scripts']);
}

async function installPython(folder, title, lock) {
  const command = onPath('python3');
  if (!command) throw new SetupError(`${title} needs Python 3 with pip on PATH`);
  await once(pythonOf(folder), lock, async (target) => {
    const args = [
      '-m',
      'pip',
      'install',
      '--disable-pip-version-check',
      '--no-warn-script-location',
      '--only-binary',
      ':all:',
      '--require-hashes',
      '--target',
      target,
      '-r',
      join(folder, 'requirements.txt'),
    ];
    if (!(await work(`${title}: pip install`, command, args, { cwd: folder })))
      throw new SetupError(`${title}: pip install failed, see the lines above`);
  });
}

async function unpackPinned(folder, title, lock) {
  await once(debianOf(folder), lock, (target) => unpackDebian(JSON.parse(lock), target, title));
}

/** Fills a folder anew if it was not filled for this lock. */
async function once(target, lock, fill) {
  const stamp = `${target}.lock`;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  rmSync(stamp, { force: true });
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  await fill(target);
  writeFileSync(stamp, lock);
}

function npmVersions(lock) {
  const { packages } = JSON.parse(lock);
  const direct = Object.entries(packages).filter(([path]) => path.startsWith('node_modules/'));
  return new Map(direct.map(([path, { version }]) => [path.slice('node_modules/'.length), version]));
}

function pythonVersions(lock) {
  return new Map(
    [...lock.matchAll(/^([\w.-]+)(?:\[\w+\])?==([^\s;\\]+)/gm)].map(([, name, version]) => [name, version]),
  );
}

function debianVersions(lock) {
  return new Map(JSON.parse(lock).map(({ name, version }) => [name, version]));
}

// Debian's packages, downloaded and only unpacked: nothing is installed, no service starts, the machine's own apt is left alone.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { alone } from '../../../scripts/lib/fresh.mjs';
import { CACHE, outputOf, SetupError, work } from '../../../scripts/lib/run.mjs';
import { onPath } from '../../../scripts/lib/toolchain.mjs';

const SOURCES = '/etc/apt';
const KEYS = '/usr/share/keyrings/debian-archive-keyring.gpg';
const STABLE = 'bookworm';

/** Unpacks packages, `{ name, version, sha256, suite }` each, into a folder; rejects with a SetupError that says which failed. */
export async function unpackDebian(packages, target, title) {
  for (const one of packages) await alone('interop-apt', () => unpack(one, target, title));
}

async function unpack({ name, version, sha256, suite = STABLE }, target, title) {
  const file = await download(await aptFor(suite), `${name}=${version}`, `${title}: Debian's ${name} ${version}`);
  const digest = digestOf(file);
  if (digest !== sha256)
    throw new SetupError(
      `${title}: Debian's ${name} ${version} has the SHA-256 ${digest}, and debian.json pins ${sha256}`,
    );
  if (outputOf('dpkg-deb', ['-x', file, target]) === undefined)
    throw new SetupError(`${title}: dpkg-deb cannot unpack ${name}`);
  rmSync(file);
}

/** The packages that a folder's debian.json pins; rejects with a SetupError if there is none. */
export function readPins(folder) {
  const file = join(folder, 'debian.json');
  if (!existsSync(file))
    throw new SetupError(
      `${basename(folder)} has no debian.json: write one with the names of the packages, as in [{ "name": "caddy" }]`,
    );
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** What a debian.json should pin today: the packages of these names with the suite's version and the digest. */
export async function pinDebian(packages) {
  const pinned = [];
  for (const { name, suite } of packages) {
    const file = await download(await aptFor(suite ?? STABLE), name, `pinning ${name}`);
    const [, version] = file.split('/').at(-1).split('_');
    pinned.push({ name, version: decodeURIComponent(version), sha256: digestOf(file), ...(suite && { suite }) });
    rmSync(file);
  }
  return pinned;
}

const digestOf = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');

const fresh = new Map();

/** The options that give apt-get a state of its own, with fresh lists of one suite. */
function aptFor(suite) {
  if (!fresh.has(suite)) fresh.set(suite, prepare(suite));
  return fresh.get(suite);
}

async function prepare(suite) {
  if (!onPath('apt-get') || !existsSync(KEYS))
    throw new SetupError(
      'this system comes as Debian packages: run it on Debian, or leave it out with --allow-missing',
    );
  const state = join(CACHE, 'interop', `apt-${suite}`);
  for (const folder of ['lists/partial', 'cache/archives/partial', 'downloads', 'parts'])
    mkdirSync(join(state, folder), { recursive: true });
  const { main, security } = mirrors();
  const line = (uri, name) => `deb [signed-by=${KEYS}] ${uri} ${name} main`;
  writeFileSync(
    join(state, 'sources.list'),
    [line(main, suite), security && line(security, `${suite}-security`), '']
      .filter((text) => text !== undefined)
      .join('\n'),
  );
  const settings = {
    'Dir::Etc::sourcelist': join(state, 'sources.list'),
    'Dir::Etc::sourceparts': join(state, 'parts'),
    'Dir::Etc::preferencesparts': join(state, 'parts'),
    'Dir::State::lists': join(state, 'lists'),
    'Dir::Cache': join(state, 'cache'),
    'Dir::State::status': '/dev/null',
    'APT::Sandbox::User': 'root',
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  if (!(await work(`Debian ${suite}: lists of packages`, 'apt-get', ['update', ...options])))
    throw new SetupError(`Debian's ${suite} cannot be reached: see the lines above`);
  return { options, downloads: join(state, 'downloads') };
}

async function download({ options, downloads }, what, title) {
  rmSync(downloads, { recursive: true });
  mkdirSync(downloads);
  const done = await work(title, 'apt-get', ['download', ...options, what], { cwd: downloads });
  if (!done)
    throw new SetupError(`apt-get has no ${what}: if Debian has a newer one, pin it with npm run interop -- --pin`);
  return join(downloads, readdirSync(downloads)[0]);
}

/** The mirrors that this machine takes Debian from. */
function mirrors() {
  const folder = join(SOURCES, 'sources.list.d');
  const files = [
    ...(existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : []),
    join(SOURCES, 'sources.list'),
  ];
  const text = files
    .filter((file) => /\.(sources|list)$/.test(file) && existsSync(file))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const uris = [...text.matchAll(/^(?:URIs:|deb(?: \[.*?\])?) *(\S+)/gm)].map(([, uri]) => uri);
  const main = uris.find((uri) => !uri.includes('security'));
  if (!main) throw new SetupError(`no mirror of Debian is named in ${SOURCES}`);
  return { main, security: uris.find((uri) => uri.includes('security')) };
}

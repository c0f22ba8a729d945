// Every system is complete, and what it installs is pinned, from whichever registry one has.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, test } from 'node:test';
import { ROOT } from '../../scripts/lib/run.mjs';
import { versionsOf } from './lib/install.mjs';
import { loadSystems, select } from './lib/systems.mjs';

const PARTS = {
  'server.mjs': 'export const title = "A system";\nexport function start() {}\n',
  'page.mjs': '',
  'expect.json': '{ "text": "x" }',
};

/** A version, perhaps of a package that goes by another name here. */
const EXACT = /^(npm:(@[\w.-]+\/)?[\w.-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/;

describe('the systems of a folder', () => {
  test('are loaded in the order of their titles, with what they expect', async (t) => {
    const folder = await folderWith(t, {
      second: {
        ...PARTS,
        'server.mjs': 'export const title = "b";\nexport const parts = ["ws"];\nexport function start() {}\n',
      },
      first: { ...PARTS, 'server.mjs': 'export const title = "A";\nexport function start() {}\n' },
    });
    const systems = await loadSystems(folder);
    assert.deepEqual(
      systems.map(({ name, title, parts }) => [name, title, parts]),
      [
        ['first', 'A', []],
        ['second', 'b', ['ws']],
      ],
    );
    assert.deepEqual(systems[0].expect, { text: 'x' });
    assert.equal(systems[0].folder, join(folder, 'first'));
  });

  for (const missing of Object.keys(PARTS)) {
    test(`are refused if one has no ${missing}`, async (t) => {
      const { [missing]: left, ...rest } = PARTS;
      const folder = await folderWith(t, { fine: PARTS, faye: rest });
      await assert.rejects(loadSystems(folder), { message: `the system faye has no ${missing}` });
    });
  }

  for (const server of ['export const title = "A system";', 'export function start() {}']) {
    test(`are refused if a server.mjs has only this: ${server}`, async (t) => {
      const folder = await folderWith(t, { faye: { ...PARTS, 'server.mjs': server } });
      await assert.rejects(loadSystems(folder), {
        message: 'the system faye: server.mjs has to export a title and start()',
      });
    });
  }

  test('are chosen by name, in their own order, and an unknown name is told of with all the others', () => {
    const all = ['ws', 'caddy', 'faye'].map((name) => ({ name }));
    assert.deepEqual(select(all, ['faye', 'ws']), [{ name: 'ws' }, { name: 'faye' }]);
    assert.throws(() => select(all, ['ws', 'wss']), { message: 'there is no system wss: choose from caddy, faye, ws' });
  });
});

test('the systems are loaded if nothing is installed for them', async (t) => {
  const checkout = await mkdtemp(join(tmpdir(), 'checkout-'));
  t.after(() => rm(checkout, { recursive: true }));
  const filter = (path) => !['node_modules', '.installed'].includes(basename(path));
  for (const part of ['scripts', 'servers', 'tests/support', 'tests/interop', 'package.json'])
    await cp(join(ROOT, part), join(checkout, part), { recursive: true, filter });
  await symlink(join(ROOT, 'node_modules'), join(checkout, 'node_modules'));
  const { loadSystems: loadThere } = await import(join(checkout, 'tests/interop/lib/systems.mjs'));
  assert.equal((await loadThere()).length, (await loadSystems()).length);
});

for (const system of await loadSystems()) {
  const { name, folder } = system;
  const read = (file) => (existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : undefined);

  describe(`the system ${name}`, () => {
    test('has steps, and names what has been run with pinned versions', () => {
      assert.ok(Object.keys(system.expect).length > 0);
      assert.ok(system.parts.length > 0);
      for (const { version } of versionsOf(folder, system.parts)) assert.match(version, /^\d/);
    });

    const manifest = read('package.json');
    if (manifest)
      test('has exact versions and checksums from npm', () => {
        const { dependencies, ...rest } = JSON.parse(manifest);
        for (const [dependency, version] of Object.entries(dependencies)) assert.match(version, EXACT, dependency);
        assert.deepEqual(
          Object.keys(rest).filter((key) => /dependencies/i.test(key)),
          [],
        );
        const lock = read('package-lock.json');
        assert.doesNotMatch(lock, /"resolved"/);
        const {
          packages: { '': root, ...packages },
        } = JSON.parse(lock);
        assert.deepEqual(root.dependencies, dependencies);
        for (const [path, { integrity }] of Object.entries(packages)) assert.match(integrity ?? '', /^sha512-/, path);
      });

    const requirements = read('requirements.txt');
    if (requirements)
      test('has exact versions and checksums from PyPI', () => {
        assert.doesNotMatch(requirements, /http|index-url =|^-(?!-no-binary )/m);
        // An entry goes on as long as lines are indented.
        const entries = requirements.split(/^(?=\S)/m).filter((entry) => !/^(#|--no-binary )/.test(entry));
        for (const entry of entries)
          assert.match(entry, /^[\w.-]+(\[[\w,-]+\])?==\S+ .*\\\n +--hash=sha256:[0-9a-f]{64}/);
        const pinned = new Set(entries.map((entry) => entry.split(' ')[0].toLowerCase()));
        for (const line of read('requirements.in').match(/^\w.*/gm)) assert.ok(pinned.has(line.toLowerCase()), line);
      });

    const pins = read('debian.json');
    if (pins)
      test('has exact versions and checksums from Debian', () => {
        for (const { name: one, version, sha256 } of JSON.parse(pins)) {
          assert.match(version ?? '', /^[\d.:]+/, one);
          assert.match(sha256 ?? '', /^[0-9a-f]{64}$/, one);
        }
      });
  });
}

/** A folder of systems, each with these files, that is gone after the test. */
async function folderWith(t, systems) {
  const folder = await mkdtemp(join(tmpdir(), 'systems-'));
  t.after(() => rm(folder, { recursive: true }));
  for (const [name, files] of Object.entries(systems)) {
    await mkdir(join(folder, name));
    for (const [file, text] of Object.entries(files)) await writeFile(join(folder, name, file), text);
  }
  return folder;
}

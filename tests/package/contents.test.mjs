// What npm publishes: which files, what they must not tell, and what the linters of packages say.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { PARTS } from '../../scripts/lib/compile.mjs';
import { PACKAGES_OF_DEVTOOLS } from '../../scripts/lib/devtools.mjs';
import { ROOT } from '../../scripts/lib/run.mjs';
import { WASM_TARGET } from '../../scripts/lib/toolchain.mjs';
import { pack } from './packed.mjs';

const withMap = (file) => [file, `${file}.map`];

/** Entries that are folders, too, for tools that do not read `exports`. */
const OLD_WAY = [
  'auto',
  'devtools',
  'external',
  'external/observe',
  'external/reconnecting',
  'external/stream',
  'observe',
  'reconnecting',
  'stream',
  'wrap-host',
];

const PUBLISHED = [
  'CHANGELOG.md',
  'LICENSE-APACHE',
  'LICENSE-MIT',
  'README.md',
  ...['auto', 'core', 'index', 'observe', 'reconnecting', 'stream', 'wrap-host', 'wrapper'].flatMap((name) => [
    ...withMap(`dist/${name}.js`),
    `dist/${name}.cjs`,
  ]),
  ...[
    'auto.node',
    'index.node',
    'own-host',
    'reconnecting-class',
    'reconnecting.node',
    'stream-classes',
    'stream.node',
  ].map((name) => `dist/${name}.cjs`),
  ...[
    'auto.node',
    'devtools.node',
    'index.node',
    'observe.node',
    'reconnecting.node',
    'stream.node',
    'wrap-host.node',
  ].map((name) => `dist/${name}.js`),
  'dist/auto.global.js',
  'dist/devtools.js',
  'dist/devtools-cbor.js',
  'dist/devtools-message_pack.js',
  'dist/devtools-panel.js',
  'dist/devtools.global.js',
  'dist/external.js',
  'dist/wrapper.external.js',
  'dist/observe.external.js',
  'dist/observe.global.js',
  'dist/reconnecting.external.js',
  'dist/reconnecting.global.js',
  'dist/stream.external.js',
  'dist/stream.global.js',
  'dist/THIRD-PARTY-NOTICES.txt',
  ...OLD_WAY.map((entry) => `${entry}/package.json`),
  'dist/auto.d.cts',
  'dist/auto.d.ts',
  'dist/devtools.d.ts',
  'dist/external.d.ts',
  'dist/index.d.cts',
  'dist/index.d.ts',
  'dist/observe.d.cts',
  'dist/observe.d.ts',
  'dist/platform.d.cts',
  'dist/platform.d.ts',
  'dist/reconnecting.d.cts',
  'dist/reconnecting.d.ts',
  'dist/stream.d.cts',
  'dist/stream.d.ts',
  'dist/websocket_wasm.wasm',
  'dist/wrap-host.d.cts',
  'dist/wrap-host.d.ts',
  'package.json',
];

/** ES modules alone. */
const MODULES = ['devtools', 'external', 'external/observe', 'external/reconnecting', 'external/stream'];

// At the start of a path: neither `https://example.org/home/` nor `./work/` is one of this machine's.
const ABSOLUTE_PATH = /(?<![\w.~-])(?:\/(?:root|home|work|Users|tmp)\/|[A-Z]:\\+\w|file:\/)[^\s"'`]*/;

describe('the published package', () => {
  let packed;
  before(() => {
    packed = pack();
  });
  after(() => packed.remove());

  const contents = (file) => packed.read(file).toString('latin1');

  test('holds only what its users need', () => {
    assert.deepEqual(packed.files, PUBLISHED.toSorted());
  });

  test('names no path of the machine it was built on', () => {
    for (const file of packed.files) {
      const text = contents(file);
      assert.equal(ABSOLUTE_PATH.exec(text)?.[0], undefined, `an absolute path in ${file}`);
      for (const path of [ROOT, homedir()]) assert.ok(!text.includes(`${path}/`), `${path} in ${file}`);
    }
  });

  test('has a source map for each script that names one', () => {
    for (const file of packed.files.filter((name) => /\.c?js$/.test(name))) {
      const [, map] = /\n\/\/# sourceMappingURL=(.*)\s*$/.exec(contents(file)) ?? [];
      assert.equal(map !== undefined, packed.files.includes(`${file}.map`), file);
      if (map) assert.equal(`dist/${map}`, `${file}.map`);
    }
  });

  test('has source maps that bring their sources along', () => {
    const maps = packed.files.filter((file) => file.endsWith('.map'));
    assert.notEqual(maps.length, 0);
    for (const file of maps) {
      const { sources, sourcesContent } = JSON.parse(contents(file));
      assert.notEqual(sources.length, 0, file);
      assert.deepEqual(
        sourcesContent.map((content) => typeof content),
        sources.map(() => 'string'),
        file,
      );
    }
  });

  test('has a folder for each entry, for tools that do not read `exports`: with the same files', () => {
    const { exports } = JSON.parse(contents('package.json'));
    const entries = Object.keys(exports)
      .filter((entry) => exports[entry].types || exports[entry].import)
      .map((entry) => entry.slice(2))
      .filter(Boolean);
    assert.deepEqual(entries.sort(), OLD_WAY);
    for (const entry of entries) {
      const { import: esm = exports[`./${entry}`], require: cjs = esm } = exports[`./${entry}`];
      const up = '../'.repeat(entry.split('/').length);
      const inside = ({ default: code, types }) => [code, types].map((file) => up + file.slice(2));
      const { main, module, types } = JSON.parse(contents(`${entry}/package.json`));
      assert.deepEqual([main, module, types], [inside(cjs)[0], ...inside(esm)], entry);
    }
  });

  test('names everybody whose code is in it, with the texts of their licences', () => {
    const notices = contents('dist/THIRD-PARTY-NOTICES.txt');
    const { packages } = JSON.parse(
      execFileSync('cargo', ['metadata', '--format-version', '1', '--locked'], { cwd: ROOT, maxBuffer: 2 ** 26 }),
    );
    const crates = linkedCrates().map((line) =>
      packages.find(({ name, version }) => line.startsWith(`${name} v${version}`)),
    );
    assert.notEqual(crates.length, 0);
    for (const { name, version, license } of crates)
      assert.ok(notices.includes(`${name} ${version} (${license})`), name);
    assert.match(
      notices,
      /The standard library of Rust \d+\.\d+\.\d+ \(MIT OR Apache-2.0\)\n\nMIT License\n\nCopyright \(c\) The Rust Project Contributors/,
    );
    const sections = notices.split(/^-{80}$/m).slice(1);
    for (const section of sections) assert.match(section, /"AS IS"/);
    for (const name of PACKAGES_OF_DEVTOOLS)
      assert.match(notices, new RegExp(`^${name} [\\d.]+ \\((MIT|ISC|Apache-2\\.0)\\)$`, 'm'));
    assert.equal(sections.length, crates.length + 1 + PACKAGES_OF_DEVTOOLS.length);
  });

  test('has the version that the crate, the lock files and the changelog name', () => {
    const { version } = JSON.parse(contents('package.json'));
    const read = (file) => readFileSync(join(ROOT, file), 'utf8');
    const found = {
      'Cargo.toml': /^version = "(.*)"/m.exec(read('Cargo.toml'))[1],
      'Cargo.lock': /name = "websocket-wasm"\nversion = "(.*)"/.exec(read('Cargo.lock'))[1],
      'package-lock.json': JSON.parse(read('package-lock.json')).version,
      'CHANGELOG.md': /^## (\d\S*)/m.exec(read('CHANGELOG.md'))[1],
    };
    assert.deepEqual(new Set(Object.values(found)), new Set([version]), JSON.stringify(found));
    // docs/rust.md names it by what cargo needs.
    const [, wanted] = /^websocket-wasm = (?:"|\{ version = ")([\d.]+)"/m.exec(read('docs/rust.md'));
    assert.ok(version.startsWith(wanted), wanted);
  });

  test('passes publint', async () => {
    const { messages, pkg } = await publint({ pack: { tarball: readFileSync(packed.tarball).buffer }, strict: true });
    assert.deepEqual(
      messages.map((message) => formatMessage(message, pkg, { color: false })),
      [],
    );
  });

  test('passes "Are the types wrong?"', () => {
    // All but the first are files to load, not modules to import.
    attw(
      '--exclude-entrypoints',
      ...MODULES,
      'dist/auto.global.js',
      'dist/devtools.global.js',
      'dist/observe.global.js',
      'dist/reconnecting.global.js',
      'dist/stream.global.js',
      'websocket_wasm.wasm',
    );
  });

  test('passes "Are the types wrong?" with its ES module that finds the wasm beside itself', () => {
    attw('--entrypoints', ...MODULES, '--ignore-rules', 'cjs-resolves-to-esm');
  });

  /** As cargo prints the tree: `name v1.2.3`. */
  function linkedCrates() {
    const args = [
      'tree',
      '--target',
      WASM_TARGET,
      '--no-default-features',
      '--features',
      ['npm', ...PARTS].join(),
      '--edges',
      'normal,no-proc-macro',
      '--prefix',
      'none',
    ];
    return [
      ...new Set(
        execFileSync('cargo', args, { cwd: ROOT, encoding: 'utf8' })
          .trim()
          .split('\n')
          .slice(1)
          .map((line) => line.replace(/ \(\*\)$/, '')),
      ),
    ];
  }

  function attw(...args) {
    const program = join(ROOT, 'node_modules', '.bin', 'attw');
    try {
      execFileSync(program, [packed.tarball, '--no-color', ...args], { stdio: 'pipe' });
    } catch (error) {
      assert.fail(String(error.stdout));
    }
  }
});

// What npm publishes: which files, what they must not tell, and what the linters of packages say.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { ROOT } from '../../scripts/lib/run.mjs';
import { pack } from './packed.mjs';

const withMap = (file) => [file, `${file}.map`];

const PUBLISHED = [
  'CHANGELOG.md',
  'LICENSE-APACHE',
  'LICENSE-MIT',
  'README.md',
  ...['auto', 'auto.node', 'core', 'index', 'index.node', 'own-host', 'reconnecting', 'reconnecting.node', 'stream', 'stream.node', 'wrap-host']
    .flatMap((name) => [`dist/${name}.js`, `dist/${name}.cjs`]).flatMap(withMap),
  ...withMap('dist/auto.global.js'),
  ...withMap('dist/external.js'),
  ...withMap('dist/reconnecting.external.js'),
  ...withMap('dist/reconnecting.global.js'),
  ...withMap('dist/stream.external.js'),
  ...withMap('dist/stream.global.js'),
  'dist/auto.d.cts',
  'dist/auto.d.ts',
  'dist/external.d.ts',
  'dist/index.d.cts',
  'dist/index.d.ts',
  'dist/reconnecting.d.cts',
  'dist/reconnecting.d.ts',
  'dist/stream.d.cts',
  'dist/stream.d.ts',
  'dist/websocket_wasm.wasm',
  'dist/wrap-host.d.cts',
  'dist/wrap-host.d.ts',
  'package.json',
];

const EXTERNAL = ['external', 'external/reconnecting', 'external/stream'];

// At the start of a path: neither `https://example.org/home/` nor `./work/` is one of this machine's.
const ABSOLUTE_PATH = /(?<![\w.~-])(?:\/(?:root|home|work|Users|tmp)\/|[A-Z]:\\+\w|file:\/)[^\s"'`]*/;

describe('the published package', () => {
  let packed;
  before(() => { packed = pack(); });
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

  test('has source maps that bring their sources along', () => {
    const maps = packed.files.filter((file) => file.endsWith('.map'));
    assert.notEqual(maps.length, 0);
    for (const file of maps) {
      const { sources, sourcesContent } = JSON.parse(contents(file));
      assert.notEqual(sources.length, 0, file);
      assert.deepEqual(sourcesContent.map((content) => typeof content), sources.map(() => 'string'), file);
    }
  });

  test('passes publint', async () => {
    const { messages, pkg } = await publint({ pack: { tarball: readFileSync(packed.tarball).buffer }, strict: true });
    assert.deepEqual(messages.map((message) => formatMessage(message, pkg, { color: false })), []);
  });

  test('passes "Are the types wrong?"', () => {
    // All but the first are files to load, not modules to import.
    attw('--exclude-entrypoints', ...EXTERNAL, 'dist/auto.global.js', 'dist/reconnecting.global.js', 'dist/stream.global.js', 'websocket_wasm.wasm');
  });

  test('passes "Are the types wrong?" with its ES module that finds the wasm beside itself', () => {
    attw('--entrypoints', ...EXTERNAL, '--ignore-rules', 'cjs-resolves-to-esm');
  });

  function attw(...args) {
    const program = join(ROOT, 'node_modules', '.bin', 'attw');
    try {
      execFileSync(program, [packed.tarball, '--profile', 'node16', '--no-color', ...args], { stdio: 'pipe' });
    } catch (error) {
      assert.fail(String(error.stdout));
    }
  }
});

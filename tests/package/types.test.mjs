// The types as the compiler sees them in an app that has installed the package.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ROOT } from '../../scripts/lib/run.mjs';
import { pack } from './packed.mjs';

const SOURCES = fileURLToPath(new URL('types', import.meta.url));
/** TypeScript 7 has no node10 resolution any more. */
const [COMPILER, OLD_COMPILER] = ['typescript', 'typescript-5'].map((name) =>
  join(ROOT, 'node_modules', name, 'bin', 'tsc'),
);
const WITHOUT_DOM = ['everywhere.ts', 'refused.ts'];
const EVERYWHERE = ['lib_dom.ts', 'usage.ts', 'reconnecting.ts', 'refused.ts', 'stream.ts', 'observe.ts'];
const IN_MODULES = [...EVERYWHERE, 'external.ts'];

describe('the types', () => {
  let packed;
  before(() => {
    packed = pack();
  });
  after(() => packed.remove());

  const nodenext = { module: 'nodenext', moduleResolution: 'nodenext' };
  const node16 = { module: 'node16', moduleResolution: 'node16' };
  const bundler = { module: 'esnext', moduleResolution: 'bundler' };

  test('are right for an ES module, as Node resolves it', () => compile('module', nodenext, IN_MODULES));
  test('are right for an ES module, as Node 16 resolved it', () => compile('module', node16, IN_MODULES));
  test('are right for an ES module, as bundlers resolve it', () => compile('module', bundler, IN_MODULES));
  test('are right for a CommonJS module, as Node resolves it', () => compile('commonjs', nodenext, EVERYWHERE));
  test('are right for a CommonJS module, as Node 16 resolved it', () => compile('commonjs', node16, EVERYWHERE));
  test('are right in a worker', () => compile('module', { ...bundler, lib: ['es2022', 'webworker'] }, IN_MODULES));

  for (const library of ['node', 'bun']) {
    for (const skipLibCheck of [false, true]) {
      test(`are right without the DOM's, with those of ${library}, ${skipLibCheck ? 'unchecked' : 'checked, too'}`, () => {
        const options = {
          ...nodenext,
          target: 'es2023',
          lib: ['es2023'],
          types: [library],
          typeRoots: [join(ROOT, 'node_modules', '@types')],
          skipLibCheck,
        };
        compile('module', options, WITHOUT_DOM);
      });
    }
  }

  test('are right if nothing of the platform is known', () => {
    compile('module', { ...nodenext, lib: ['es2022'] }, ['nothing.ts']);
  });

  test('are found by a compiler that does not read `exports`', () => {
    compile('commonjs', { module: 'commonjs', moduleResolution: 'node10' }, EVERYWHERE, OLD_COMPILER);
  });

  let count = 0;

  function compile(type, options, files, compiler = COMPILER) {
    const app = join(packed.project, `app-${(count += 1)}`);
    mkdirSync(app);
    for (const file of files) cpSync(join(SOURCES, file), join(app, file));
    writeFileSync(join(app, 'package.json'), JSON.stringify({ type }));
    const compilerOptions = {
      strict: true,
      noEmit: true,
      target: 'es2022',
      lib: ['es2022', 'dom'],
      types: [],
      ...options,
    };
    writeFileSync(join(app, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
    const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', app], { encoding: 'utf8' });
    assert.equal(stdout, '');
    assert.equal(status, 0);
  }
});

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
const EVERYWHERE = ['lib_dom.ts', 'usage.ts', 'reconnecting.ts', 'refused.ts'];
const IN_MODULES = [...EVERYWHERE, 'external.ts'];

describe('the types', () => {
  let packed;
  before(() => { packed = pack(); });
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

  function compile(type, options, files) {
    const app = join(packed.project, `${type}-${options.module}-${options.lib?.at(-1) ?? 'dom'}`);
    mkdirSync(app);
    for (const file of files) cpSync(join(SOURCES, file), join(app, file));
    writeFileSync(join(app, 'package.json'), JSON.stringify({ type }));
    const compilerOptions = { strict: true, noEmit: true, target: 'es2022', lib: ['es2022', 'dom'], types: [], ...options };
    writeFileSync(join(app, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
    const { status, stdout } = spawnSync(join(ROOT, 'node_modules', '.bin', 'tsc'), ['-p', app], { encoding: 'utf8' });
    assert.equal(stdout, '');
    assert.equal(status, 0);
  }
});

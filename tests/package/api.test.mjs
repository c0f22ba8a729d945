// docs/api.txt: every declaration that the package publishes, without comments. A change of the types has to be seen there.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import ts from 'typescript-5';
import { ROOT } from '../../scripts/lib/run.mjs';
import { pack } from './packed.mjs';

const REPORT = join(ROOT, 'docs', 'api.txt');
const HOW = `\
Every declaration that the package publishes, without comments. The API reference explains them: \`npm start\` serves it as
/api/. A change of this file is a change of the API. UPDATE_API=1 writes it anew:

    UPDATE_API=1 node --test tests/package/api.test.mjs
`;

let packed;
before(() => {
  packed = pack();
});
after(() => packed.remove());

test('docs/api.txt is what the package declares; UPDATE_API=1 writes it', () => {
  const report = [HOW, ...packed.files.filter((file) => file.endsWith('.d.ts')).map(sectionOf)].join('\n');
  if (process.env.UPDATE_API) writeFileSync(REPORT, report);
  assert.equal(report, readFileSync(REPORT, 'utf8'));
});

test('the declarations for CommonJS are the same', () => {
  for (const file of packed.files.filter((name) => name.endsWith('.d.cts'))) {
    const module = file.replace('.d.cts', '.d.ts');
    assert.equal(declarationsOf(file).replaceAll('.cjs', '.js'), declarationsOf(module), file);
  }
});

test('each entry has types that are in the report', () => {
  const { exports } = JSON.parse(packed.read('package.json'));
  const named = JSON.stringify(exports).match(/dist\/[\w-]+\.d\.ts/g);
  assert.deepEqual(
    named.filter((file) => !packed.files.includes(file)),
    [],
  );
});

function sectionOf(file) {
  return `${'='.repeat(20)} ${file}\n\n${declarationsOf(file)}`;
}

function declarationsOf(file) {
  const source = ts.createSourceFile(file, packed.read(file).toString(), ts.ScriptTarget.Latest, false);
  return ts.createPrinter({ removeComments: true, newLine: ts.NewLineKind.LineFeed }).printFile(source);
}

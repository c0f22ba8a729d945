// CONFORMANCE.md says what the results say, and the committed one speaks of the items and deviations of today.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../../scripts/lib/run.mjs';
import { DEVIATIONS } from './deviations.mjs';
import { reportOf } from './report.mjs';

const result = (ours, native, rest) => ({
  id: '1.1',
  also: [],
  title: 'it holds',
  ours: { outcome: ours },
  native: { outcome: native },
  ...rest,
});
const line = (text, start) => text.split('\n').find((one) => one.startsWith(start));

test('a row has the marks of each place, and the scopes where they are others', () => {
  const scopes = [
    ['window', 'pass', 'fail'],
    ['dedicated classic', 'skip', 'skip'],
    ['dedicated module', 'skip', 'skip'],
    ['shared classic', 'pass', 'fail'],
    ['shared module', 'pass', 'pass'],
  ].map(([scope, ours, native]) => ({ scope, results: [result(ours, native)] }));
  const text = reportOf(
    [
      { place: 'chromium', version: '1.2', scopes },
      { place: 'bun', version: '3', scopes: [{ scope: 'process', results: [result('fail', 'pass')] }] },
    ],
    '2000-01-01',
  );
  assert.equal(line(text, '| 1.1'), '| 1.1 | it holds | ✓ ✗; – – in dedicated; ✓ ✓ in shared module | ✗ ✓ |');
  assert.equal(line(text, '| Bun | process'), '| Bun | process | 0 | 1 | 0 | 0 | 1 | 0 | 0 | 0 |');
  assert.equal(line(text, 'Of '), 'Of 2000-01-01: Chromium 1.2, Bun 3.');
});

test('what differs in all workers is said once, and other numbers of an item beside its own', () => {
  const kinds = ['dedicated', 'shared', 'service'].flatMap((kind) => [`${kind} classic`, `${kind} module`]);
  const scopes = ['window', ...kinds].map((scope) => {
    return { scope, results: [result('pass', scope === 'window' ? 'fail' : 'pass', { also: ['12.1', '12.2'] })] };
  });
  assert.equal(
    line(reportOf([{ place: 'webkit', version: '1', scopes }], ''), '| 1.1'),
    '| 1.1, 12.1, 12.2 | it holds | ✓ ✗; ✓ ✓ in workers |',
  );
});

test('an item that passes now and then has the same mark in every report', () => {
  const {
    id,
    title,
    where: [place],
  } = DEVIATIONS.find(({ sometimes }) => sometimes);
  for (const outcome of ['pass', 'fail']) {
    const text = reportOf(
      [{ place, version: '1', scopes: [{ scope: 'window', results: [result(outcome, 'pass', { id, title })] }] }],
      '',
    );
    assert.match(line(text, `| ${id}`), / ~ ~ \|$/);
  }
});

test('the committed one lists the deviations that are known', () => {
  const committed = readFileSync(join(ROOT, 'docs', 'CONFORMANCE.md'), 'utf8');
  for (const { title, reason } of DEVIATIONS)
    assert.ok(committed.includes(`| ${title} |`) && committed.includes(reason), title);
});

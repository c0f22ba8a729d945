// The page of proof is made of the results, and figures are read off what commands print.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../../scripts/lib/run.mjs';
import * as figures from '../proof/figures.mjs';
import { PROOFS } from '../proof/proofs.mjs';
import { reportOf } from '../proof/report.mjs';
import { load } from '../proof/results.mjs';

test('docs/proof.md is made of the results; npm run proof -- --read writes it', () => {
  assert.equal(readFileSync(join(ROOT, 'docs/proof.md'), 'utf8'), reportOf(PROOFS, load));
});

test('a proof that is a page has the figures of the page', () => {
  for (const proof of PROOFS.filter(({ page }) => page)) {
    for (const result of Object.values(load(proof.name))) assert.deepEqual(result.figures, proof.figures(), proof.name);
  }
});

test('the programs of all configurations are added up', () => {
  const output = `› node, plain: 20 programs, seed 1
  20 programs in 3 s: 0 differences, 1 not the same twice, 0 without an end
  20 programs in 4 s: 2 differences, 0 not the same twice, 0 without an end
`;
  const counted = { programs: 40, seconds: 7, differences: 2, 'not the same twice': 1, 'without an end': 0 };
  assert.deepEqual(figures.ofFuzz(output), counted);
});

test('libFuzzer and cargo-mutants tell what they did in their last line', () => {
  assert.deepEqual(figures.ofLibFuzzer('#4\tDONE cov: 1\nDone 1234 runs in 600 second(s)\n'), {
    programs: 1234,
    seconds: 600,
  });
  assert.deepEqual(figures.ofMutants('89 mutants tested in 9m: 2 missed, 80 caught, 5 unviable, 2 timeouts\n'), {
    mutants: 89,
    caught: 80,
    missed: 2,
    'timed out': 2,
    'do not compile': 5,
  });
});

test('a soak tells messages, faults and growth', () => {
  const output =
    '\nfirefox: messages: 5 sent, 5 received\nFaults: 3 resets\nGrowth after the warm-up: the wasm memory 0 bytes\n';
  assert.deepEqual(figures.ofSoak(output), {
    messages: '5 sent, 5 received',
    faults: '3 resets',
    growth: 'the wasm memory 0 bytes',
  });
});

test('sizes are those of the files that an app loads', () => {
  const line = (name, size) => `  ${name.padEnd(24)} ${'1000'.padStart(7)} B ${String(size).padStart(7)} B brotli\n`;
  const files = {
    'index.js': 168,
    'core.js': 12_097,
    'auto.global.js': 12_269,
    'reconnecting.js': 9_000,
    'stream.js': 3_000,
  };
  const output = Object.entries(files)
    .map((entry) => line(...entry))
    .join('');
  assert.equal(figures.ofSizes(output)['the default entry'], '12,265 B');
});

test('test runners are counted, several of them, too', () => {
  assert.deepEqual(figures.ofTests('ℹ pass 4\nℹ fail 0\n# pass 3\n'), { 'tests passed': 7, 'tests failed': 0 });
});

test('a page tells its date and versions', () => {
  assert.deepEqual(figures.ofPage('# A\n\nOf 2026-11-29: Chromium 156.0.1, Node 26.10.0. Rest'), {
    date: '2026-11-29',
    versions: ['Chromium 156.0.1', 'Node 26.10.0'],
  });
});

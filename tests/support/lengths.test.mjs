// Files have at most 300 lines. Functions have at most 60: clippy and Biome count these.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../../scripts/lib/run.mjs';

const MOST_LINES = 300;

test(`no file of code has more than ${MOST_LINES} lines`, () => {
  const files = execFileSync('git', ['ls-files', '*.rs', '*.js', '*.mjs'], { cwd: ROOT, encoding: 'utf8' });
  const lengths = files
    .trim()
    .split('\n')
    .map((file) => [file, readFileSync(join(ROOT, file), 'utf8').split('\n').length - 1]);
  assert.ok(lengths.length > 300);
  assert.deepEqual(
    lengths.filter(([, lines]) => lines > MOST_LINES),
    [],
  );
});

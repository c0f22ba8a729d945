// The last lines of `npm run interop`, and whether it fails.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { summaryOf } from './lib/summary.mjs';

const working = { title: 'Works' };
const failing = { title: 'Fails', failure: 'chromium, ours: text: x instead of y' };
const missing = { title: 'Missing', missing: 'no Python' };

test('all is fine if every system works', () => {
  assert.deepEqual(summaryOf([working, working]), { text: '2 of 2 systems work', isFine: true });
});

test('a failure is told, whether gaps are allowed or not', () => {
  for (const allowMissing of [false, true]) {
    assert.deepEqual(summaryOf([working, failing], allowMissing), {
      text: `1 of 2 systems work\n  ✗ Fails: ${failing.failure}`,
      isFine: false,
    });
  }
});

test('what is missing is a failure, or a gap if those are allowed', () => {
  assert.deepEqual(summaryOf([missing]), { text: '0 of 1 systems work\n  ✗ Missing: no Python', isFine: false });
  assert.deepEqual(summaryOf([working, missing], true), {
    text: '1 of 2 systems work\n  – Missing, a gap: no Python',
    isFine: true,
  });
});

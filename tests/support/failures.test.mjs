import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { failuresIn } from '../../scripts/lib/failures.mjs';

const RUST = `running 2 tests
test client::a ... ok
test client::b ... FAIL

failures:

---- client::b output ----
    panicked at tests/client/b.rs:3

failures:

    client::b

test result: FAILED. 1 passed; 1 failed
running 1 test
test result: ok. 1 passed; 0 failed`;

const NODE = `▶ a
  ✖ b (3ms)
ℹ fail 1

✖ failing tests:

test at tests/b.test.mjs:4:1
✖ b (3ms)
  AssertionError: 1 !== 2
`;

describe('failures in an output', () => {
  test('of Rust tests are from the first headline to the result', () => {
    const lines = failuresIn(RUST);
    assert.equal(lines[0], 'failures:');
    assert.ok(lines.includes('    panicked at tests/client/b.rs:3'));
    assert.equal(lines.at(-1), 'test result: FAILED. 1 passed; 1 failed');
  });

  test('of Node are all after its headline', () => {
    assert.deepEqual(failuresIn(NODE), [
      '✖ failing tests:',
      'test at tests/b.test.mjs:4:1',
      '✖ b (3ms)',
      '  AssertionError: 1 !== 2',
    ]);
  });

  test('of several processes are those of each', () => {
    assert.equal(failuresIn(`${NODE}› suite: other\n▶ c\n${NODE}`).filter((line) => line.startsWith('✖ b')).length, 2);
  });

  test('of a program that ended early are its last lines', () => {
    const lines = failuresIn(Array.from({ length: 50 }, (_, index) => `line ${index}`).join('\n'));
    assert.equal(lines.length, 30);
    assert.equal(lines.at(-1), 'line 49');
  });
});

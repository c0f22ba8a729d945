// What is typed for `close`: its arguments, and what the class will say of them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closeArguments, closeProblems } from '../../www/src/model/closing.js';

for (const [code, reason, expected] of [
  ['', '', []],
  ['1000', '', [1000]],
  ['3000', 'why', [3000, 'why']],
  ['', 'why', [undefined, 'why']],
  // What no number looks like stays text: the class is to see it.
  ['1e3', '', ['1e3']],
  ['01000', '', ['01000']],
  [' ', '', [' ']],
  ['code', 'why', ['code', 'why']],
]) {
  test(`“${code}” and “${reason}” are close(${expected.map((argument) => JSON.stringify(argument)).join(', ')})`, () => {
    assert.deepEqual(closeArguments(code, reason), expected);
  });
}

for (const [code, isRefused] of [
  ['', false],
  ['1000', false],
  ['3000', false],
  ['4999', false],
  ['0', true],
  ['999', true],
  ['1001', true],
  ['1005', true],
  ['2999', true],
  ['5000', true],
  ['65536', true],
  ['-1000', true],
  ['code', true],
  [' ', true],
  ['1000,', true],
  ['NaN', true],
  ['Infinity', true],
  // As Web IDL converts: what is near enough is rounded, to even from the middle.
  ['1e3', false],
  ['0x3e8', false],
  [' 1000 ', false],
  ['999.5', false],
  ['1000.5', false],
  ['1000.51', true],
  ['999.49', true],
  ['2999.5', false],
  ['4999.5', true],
]) {
  test(`the code “${code}” is ${isRefused ? 'refused' : 'taken'}`, () => {
    assert.equal(
      closeProblems(code, '').code,
      isRefused ? `close() will reject “${code}”. The code must be 1000 or 3000 to 4999.` : '',
    );
  });
}

for (const [reason, bytes] of [
  ['', 0],
  ['x'.repeat(123), 123],
  ['x'.repeat(124), 124],
  ['ü'.repeat(61), 122],
  ['ü'.repeat(62), 124],
  ['€'.repeat(41), 123],
  ['🌍'.repeat(31), 124],
  // Half of a surrogate pair is sent as U+FFFD.
  ['\ud800'.repeat(41), 123],
  ['\ud800'.repeat(42), 126],
]) {
  test(`a reason of ${bytes} bytes in ${reason.length} units is ${bytes > 123 ? 'refused' : 'taken'}`, () => {
    assert.equal(
      closeProblems('', reason).reason,
      bytes > 123 ? `close() will reject the reason. It has ${bytes} bytes, at most 123 are allowed.` : '',
    );
  });
}

// What the entries beside the core check codes and reasons with, while they have no socket that would.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { pack } from './packed.mjs';

describe('checkClose()', () => {
  let packed;
  let core;
  before(async () => {
    packed = pack();
    core = await import(pathToFileURL(join(packed.project, 'node_modules/websocket-wasm/dist/core.js')));
  });
  after(() => packed.remove());

  test('returns the arguments as close() would take them', () => {
    const cases = [
      [[], [undefined, '']],
      [[1000], [1000, '']],
      [['4999', 'why'], [4999, 'why']],
      [[undefined, null], [undefined, 'null']],
      [[3000, 'x'.repeat(123)], [3000, 'x'.repeat(123)]],
    ];
    for (const [given, expected] of cases) assert.deepEqual(core.checkClose(...given), expected);
  });

  test('throws what close() throws, the code\'s error first', () => {
    for (const code of [0, 999, 1001, 2999, 5000, null]) assert.throws(() => core.checkClose(code, 'x'.repeat(124)), { name: 'InvalidAccessError' });
    assert.throws(() => core.checkClose(1000, 'é'.repeat(62)), { name: 'SyntaxError' });
    assert.throws(() => core.checkClose(1001, Symbol('why')), TypeError);
  });
});

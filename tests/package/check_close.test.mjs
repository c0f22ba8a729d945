// What the entries beside the core check codes and reasons with, while they have no socket that would.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { pack } from './packed.mjs';

describe('close() without a connection', () => {
  let packed;
  let close;
  before(async () => {
    packed = pack();
    const { ReconnectingWebSocket } = await import(
      pathToFileURL(join(packed.project, 'node_modules/websocket-wasm/dist/reconnecting.node.js'))
    );
    close = (...given) => new ReconnectingWebSocket('ws://127.0.0.1:1/', { startClosed: true }).close(...given);
  });
  after(() => packed.remove());

  test('takes what close() takes', () => {
    for (const given of [[], [1000], ['4999', 'why'], [undefined, null], [3000, 'x'.repeat(123)]])
      assert.doesNotThrow(() => close(...given));
  });

  test("throws what close() throws, the code's error first", () => {
    for (const code of [0, 999, 1001, 2999, 5000, null])
      assert.throws(() => close(code, 'x'.repeat(124)), { name: 'InvalidAccessError' });
    assert.throws(() => close(1000, 'é'.repeat(62)), { name: 'SyntaxError' });
    assert.throws(() => close(1001, Symbol('why')), TypeError);
  });
});

// A sample is what the page measured, less what measuring costs; and it is none if not all went.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { overheadOf, takeSample } from '../../benches/measure/sample.mjs';

/** A page whose calls are recorded, and whose main thread works for 5 ms in each. */
function pageThat(found, msPerCall = 5) {
  const calls = [];
  let ms = 0;
  return {
    calls,
    async call(name) {
      calls.push(name);
      ms += msPerCall;
      return name === 'run' ? found : undefined;
    },
    mainThreadMs: async () => ms,
  };
}

const PARAMETERS = { sample: 'send', count: 3, bytes: 16 };

describe('a sample', () => {
  test('is the figures of the page, and of its main thread while it ran', async () => {
    const page = pageThat({ wall: 7, inside: 2, messages: 3, bytes: 48 });
    assert.deepEqual(await takeSample(page, 'ours', PARAMETERS, 1), { wall: 7, inside: 2, main: 4 });
    assert.deepEqual(page.calls, ['prepare', 'collectGarbage', 'run', 'finish']);
  });

  test('has no time of the main thread if nobody tells it', async () => {
    const page = pageThat({ wall: 7, messages: 3, bytes: 48 }, undefined);
    page.mainThreadMs = async () => undefined;
    assert.deepEqual(await takeSample(page, 'ours', PARAMETERS, 0), { wall: 7, inside: undefined, main: undefined });
    assert.equal(await overheadOf(page), 0);
  });

  test('of connections counts no bytes', async () => {
    const page = pageThat({ wall: 7, messages: 3 });
    assert.equal((await takeSample(page, 'ours', { sample: 'open-close', count: 3 }, 0)).wall, 7);
  });

  for (const counts of [{ messages: 2, bytes: 48 }, { messages: 3, bytes: 47 }, { messages: 4, bytes: 64 }, {}]) {
    test(`with ${JSON.stringify(counts)} of 3 messages with 48 bytes is an error`, async () => {
      await assert.rejects(takeSample(pageThat({ wall: 7, ...counts }), 'ours', PARAMETERS, 0), /not 3 of 48/);
    });
  }

  test('costs the main thread what an empty call does', async () => {
    assert.equal(await overheadOf(pageThat(undefined, 2)), 2);
  });
});

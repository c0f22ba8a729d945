import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countNode, slowestIn } from '../../scripts/lib/counts.mjs';
import { runJobs } from '../../scripts/lib/queue.mjs';

/** Jobs that end in the order of `ends`; resolves to when each began and ended, those that were first in capitals, and the results. */
async function play(jobs, capacity, ends) {
  const log = [];
  const finish = {};
  const results = runJobs(jobs, capacity, async ({ name }, isFirst) => {
    log.push(isFirst ? name.toUpperCase() : name);
    await new Promise((resolve) => {
      finish[name] = resolve;
    });
    log.push('|');
    return `result of ${name}`;
  });
  for (const name of ends) {
    finish[name]();
    await new Promise(setImmediate);
  }
  return { log: log.join(''), results: await results };
}

test('jobs begin in their order, as many as fit; one of those that run is the first', async () => {
  const jobs = ['a', 'b', 'c', 'd'].map((name) => ({ name }));
  const { log, results } = await play(jobs, 2, ['b', 'a', 'c', 'd']);
  assert.equal(log, 'Ab|c|D||');
  assert.deepEqual(results, ['result of a', 'result of b', 'result of c', 'result of d']);
});

test('a job that weighs more waits for its place, and lighter ones go first', async () => {
  const jobs = [{ name: 'a' }, { name: 'b', weight: 2 }, { name: 'c' }];
  assert.equal((await play(jobs, 2, ['a', 'c', 'b'])).log, 'Ac||B|');
  assert.equal((await play(jobs, 3, ['a', 'b', 'c'])).log, 'Ab|C||');
  assert.equal((await play([{ name: 'a', weight: 9 }], 2, ['a'])).log, 'A|');
  assert.deepEqual(await runJobs([], 2), []);
});

test('of the output of Node, the figures of all processes and the slowest of what is at the top are read', () => {
  const output = `▶ a\n  ✔ part of a (9000.5ms)\n✔ a (9001ms)\n✖ b (3000.9ms)\n✔ c (20ms)\nℹ pass 2\nℹ fail 1\n✖ failing tests:\n✖ b (3000.9ms)\n▶ d\n✔ d (61000ms)\nℹ pass 1\nℹ fail 0\n`;
  assert.deepEqual(countNode(output), { passed: 3, failed: 1 });
  assert.deepEqual(slowestIn(output, 3), [
    { title: 'd', seconds: 61 },
    { title: 'a', seconds: 9 },
    { title: 'b', seconds: 3 },
  ]);
});

// What a run of a tool comes to.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftOf, verdictOf } from './lib/verdict.mjs';

const tool = {
  expect: {
    here: {
      calls: {
        works: 'works',
        fails: { ours: 'a limit' },
        mine: { control: null },
        both: { ours: 'a limit', control: 'of the tool' },
      },
    },
  },
};
const outcome = (check, error) => ({ group: 'calls', check, error });
const verdict = (className, ...outcomes) => verdictOf(tool, 'here', className, outcomes);

test('a run is fine that is as it is expected, and what is expected to fail does not count as passed', () => {
  assert.deepEqual(verdict('ours', outcome('works'), outcome('fails', 'x'), outcome('mine'), outcome('both', 'y')), {
    problems: [],
    known: ['calls: fails: a limit (x)', 'calls: both: a limit (y)'],
    passed: 2,
  });
});

test('the control has its own reasons, and not what only our class has', () => {
  assert.deepEqual(verdict('control', outcome('works'), outcome('fails'), outcome('both', 'y')), {
    problems: [],
    known: ['calls: both: of the tool (y)'],
    passed: 2,
  });
});

test('a failure, a success that nobody expects, and what is missing or unknown are problems', () => {
  assert.deepEqual(
    verdict('ours', outcome('works', 'broken'), outcome('fails'), outcome('other', 'z'), outcome('mine')).problems,
    [
      'calls: works: broken',
      'calls: fails: works now: correct expect.json, which says "a limit"',
      'calls: both: did not come to it',
      'calls: other: not in expect.json (z)',
    ],
  );
});

test('a draft has what was seen, with the reasons that were there', () => {
  const runs = [
    { setup: 'here', className: 'control', outcomes: [outcome('works'), outcome('both', 'y')] },
    { setup: 'here', className: 'ours', outcomes: [outcome('works'), outcome('both', 'x'), outcome('mine')] },
  ];
  assert.deepEqual(draftOf(runs, tool.expect).here.calls.both, { ours: 'a limit', control: 'of the tool' });
  assert.deepEqual(draftOf(runs), {
    here: { calls: { works: 'works', both: { control: 'y', ours: 'x' }, mine: { control: null } } },
  });
});

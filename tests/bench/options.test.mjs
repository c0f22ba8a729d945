// What the command line may ask for.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CASES } from '../../benches/cases.mjs';
import { CONTENDERS } from '../../benches/contenders.mjs';
import { ENGINES } from '../../benches/engines/index.mjs';
import { parseOptions } from '../../benches/options.mjs';
import { SetupError } from '../../scripts/lib/run.mjs';

const ALL = CASES.map(({ id }) => id);

describe('the options', () => {
  test('are everything if nothing is said', () => {
    const { engines, cases, contenders, pairs, isFull } = parseOptions([]);
    assert.deepEqual(
      { engines, cases, contenders, pairs, isFull },
      {
        engines: Object.keys(ENGINES),
        cases: ALL,
        contenders: Object.keys(CONTENDERS),
        pairs: undefined,
        isFull: true,
      },
    );
  });

  const narrowed = [
    [['--engine', 'firefox'], { engines: ['firefox'] }],
    [['--engine', 'firefox,chromium'], { engines: ['chromium', 'firefox'] }],
    [['--cases', 'round-trip,open-close'], { cases: ['round-trip', 'open-close'] }],
    [['--cases', 'send'], { cases: ALL.filter((id) => id.startsWith('send')) }],
    [['--contenders', 'ours'], { contenders: ['ours'] }],
    [['--contenders', ' wrapper, ours '], { contenders: ['ours', 'wrapper'] }],
    [['--reps', '15'], { pairs: 15 }],
    [['--dist', 'elsewhere'], { dist: 'elsewhere' }],
  ];
  for (const [args, expected] of narrowed) {
    test(`${args.join(' ')} narrows the run`, () => {
      const options = parseOptions(args);
      assert.deepEqual({ ...options, ...expected, isFull: false }, options);
      assert.equal(options.isFull, false);
    });
  }

  test('a file for the results narrows nothing', () => {
    const { json, isFull } = parseOptions(['--json', 'results.json']);
    assert.deepEqual({ json, isFull }, { json: 'results.json', isFull: true });
  });

  test('results may come from a file', () =>
    assert.equal(parseOptions(['--from', 'results.json']).from, 'results.json'));

  const wrong = [
    [['--engine', 'webkit'], /no engine "webkit": choose from chromium, firefox/],
    [['--cases', 'send,nothing'], /no case "nothing": choose from receive-text-16b,/],
    [['--cases', ''], /no case ""/],
    [['--contenders', 'our'], /no contender "our": choose from .*ours,/],
    [['--reps', '0'], /--reps 0 is not a whole number/],
    [['--reps', 'many'], /--reps many is not a whole number/],
    [['--fast'], /Unknown option '--fast'.*usage: npm run bench/],
    [['everything'], /Unexpected argument.*usage: npm run bench/],
  ];
  for (const [args, message] of wrong) {
    test(`${args.join(' ')} is refused in one line`, () => {
      assert.throws(
        () => parseOptions(args),
        (error) => {
          assert.ok(error instanceof SetupError);
          assert.match(error.message, message);
          assert.doesNotMatch(error.message, /\n/);
          return true;
        },
      );
    });
  }
});

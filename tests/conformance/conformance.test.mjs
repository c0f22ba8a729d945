// Every item in every place, and in every configuration in one engine and one runtime: ours passes but for what deviations.mjs lists, and
// nowhere is it worse than the native class.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { engines } from '../support/browsers.mjs';
import { CONFIGURATIONS, shareOf } from '../support/configurations.mjs';
import { DEVIATIONS } from './deviations.mjs';
import { openPlace, prepare, scopesOf } from './places.mjs';
import { RUNTIMES } from './runtimes.mjs';
import { deviationsIn, problemsOf } from './verdict.mjs';

let prepared;
before(async () => {
  prepared = await prepare();
});
after(() => prepared?.dispose());

for (const name of [...engines(), ...RUNTIMES]) {
  describe(`the standard in ${name}`, () => {
    let place;
    before(async () => {
      place = await openPlace(name, prepared);
    });
    after(() => place?.close());

    // What the native class does matters only if ours fails: `npm run conformance` tells it of all items.
    const nativeIfOursFails = true;
    for (const scope of scopesOf(name)) {
      test(`holds in ${scope}`, async () => {
        check(await place.run(scope, { nativeIfOursFails }), deviationsIn(DEVIATIONS, name, scope));
      });
    }

    const [scope] = scopesOf(name);
    // `npm run conformance -- --config ''` runs all of them everywhere.
    for (const configuration of shareOf(name, RUNTIMES.includes(name) ? RUNTIMES : engines())) {
      test(`holds in ${scope} with ${CONFIGURATIONS[configuration].what}`, async () => {
        const results = await place.run(scope, { configuration, nativeIfOursFails });
        check(results, deviationsIn(DEVIATIONS, name, scope, configuration));
      });
    }
  });
}

function check(results, deviations) {
  const problems = problemsOf(results, deviations);
  assert.equal(problems.length, 0, problems.join('\n'));
}

const passing = { outcome: 'pass', message: '' };
const failing = { outcome: 'fail', message: 'why' };
const item = (results) => ({ id: '1.1', title: 'it holds', ours: passing, native: passing, ...results });
const other = item({ title: 'another' });
const deviation = { id: '1.1', title: 'it holds', where: ['firefox, window'], reason: 'a reason' };

describe('the judgement of results', () => {
  test('allows what passes, and what is listed and fails', () => {
    assert.deepEqual(problemsOf([item()], []), []);
    assert.deepEqual(problemsOf([other, item({ ours: failing, native: failing })], [deviation]), []);
    assert.deepEqual(problemsOf([other, item({ ours: failing })], [{ ...deviation, worse: true }]), []);
    for (const ours of [passing, failing])
      assert.deepEqual(problemsOf([other, item({ ours })], [{ ...deviation, sometimes: true }]), []);
  });

  for (const [what, results, deviations, expected] of [
    ['a failure', [item({ ours: failing, native: failing }), other], [], /^1\.1 it holds: why$/],
    [
      'a failure if the native class passes',
      [item({ ours: failing }), other],
      [deviation],
      /native class passes: why$/,
    ],
    ['a deviation that is none any more', [item()], [deviation], /none any more: pass$/],
    ['a deviation of no item', [other], [deviation], /it holds: a deviation of no item$/],
    ['a title that is there twice', [item(), item()], [], /is there twice$/],
    ['no results', [], [], /^nothing has passed$/],
  ]) {
    test(`finds ${what}`, () => {
      const problems = problemsOf(results, deviations);
      assert.equal(problems.length, 1, problems.join('\n'));
      assert.match(problems[0], expected);
    });
  }

  test('looks at the deviations of the place and of the scope', () => {
    assert.deepEqual(deviationsIn([deviation], 'firefox', 'window'), [deviation]);
    assert.deepEqual(deviationsIn([deviation], 'firefox', 'shared classic'), []);
    assert.deepEqual(deviationsIn([{ ...deviation, where: ['firefox'] }], 'firefox', 'shared classic').length, 1);
    assert.deepEqual(deviationsIn([deviation], 'chromium', 'window'), []);
  });

  test('looks at the deviations of the configuration', () => {
    const inOne = { ...deviation, configurations: ['inspector'] };
    assert.deepEqual(deviationsIn([inOne, deviation], 'firefox', 'window', 'inspector'), [inOne, deviation]);
    assert.deepEqual(deviationsIn([inOne, deviation], 'firefox', 'window', 'low-water-mark'), [deviation]);
    assert.deepEqual(deviationsIn([inOne, deviation], 'firefox', 'window'), [deviation]);
  });
});

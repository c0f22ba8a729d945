// The tests of pages themselves: a tab that crashes fails one test and not those after it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inEveryEngine } from './pages.mjs';

const aBrowserOfItsOwn = { browserOptions: { chromiumArgs: [] } };

inEveryEngine(
  'a tab that crashes',
  ({ engine, visit, driver }) => {
    // Only Chromium has a URL for it.
    if (engine !== 'chromium') return;
    const answer = () => 42;
    const crash = () => assert.rejects(driver().get('chrome://crash'), /crashed/);

    test('fails the test that it is for, and not the next one', async () => {
      await crash();
      await assert.rejects(visit({}, answer), /crashed/);
      assert.equal(await visit({}, answer), 42);
    });

    test('is opened once more if nothing of ours is in it', async () => {
      await crash();
      assert.equal(await visit({ hasNoneOfOurs: true }, answer), 42);
    });
  },
  aBrowserOfItsOwn,
);

// What the results of the conformance panel come to, and the targets of its links.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runInThisContext } from 'node:vm';
import { countsOf, differs, summaryOf } from '../../www/src/panels/conformance/counts.js';
import { SECTIONS, standardOf } from '../../www/src/panels/conformance/sections.js';
import { bundle } from '../conformance/bundle.mjs';

const result = (ours, native) => ({ ours: { outcome: ours }, native: { outcome: native } });
const RESULTS = [result('pass', 'pass'), result('pass', 'fail'), result('fail', 'fail'), result('skip', 'skip')];

describe('results', () => {
  test('are counted by class and outcome', () => {
    assert.deepEqual(countsOf(RESULTS), {
      ours: { pass: 2, fail: 1, skip: 1 },
      native: { pass: 1, fail: 2, skip: 1 },
      differences: 1,
      done: 4,
    });
    assert.deepEqual(countsOf([]).ours, { pass: 0, fail: 0, skip: 0 });
  });

  test('differ if the outcomes do', () => assert.deepEqual(RESULTS.map(differs), [false, true, false, false]));

  test('are summed up in a sentence', () => {
    assert.equal(
      summaryOf(RESULTS),
      '4 items. websocket-wasm fails 1, the native class fails 2. 1 result differs. 1 cannot run here.',
    );
    assert.equal(
      summaryOf(RESULTS.slice(0, 1)),
      '1 item. websocket-wasm fails none, the native class fails none. 0 results differ.',
    );
  });
});

describe('the sections', () => {
  test('are those of the items, in their order, and the items of each can be listed', async () => {
    runInThisContext((await bundle()).items);
    const { list } = globalThis.conformance;
    const sectionOf = (id) => id.split('.')[0];
    assert.deepEqual(
      SECTIONS.map(([number]) => number),
      [...new Set(list().map(({ id }) => sectionOf(id)))],
    );
    for (const [number] of SECTIONS) {
      const expected = list().filter(({ id, also }) => [id, ...also].some((one) => sectionOf(one) === number));
      assert.deepEqual(list(number), expected);
    }
    assert.deepEqual([...new Set(list('4.1').map(({ id, also }) => [id, ...also].includes('4.1')))], [true]);
    assert.deepEqual(list('99'), []);
  });

  for (const [id, url] of [
    ['4.1', 'https://websockets.spec.whatwg.org/#dom-websocket-close'],
    ['10.6', 'https://websockets.spec.whatwg.org/#handler-websocket-onopen'],
    ['1.1', 'https://websockets.spec.whatwg.org/#the-websocket-interface'],
    ['12.3', 'https://websockets.spec.whatwg.org/'],
  ]) {
    test(`${id} is in ${url}`, () => assert.equal(standardOf(id), url));
  }
});

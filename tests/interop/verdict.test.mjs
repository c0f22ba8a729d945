// A run is judged by every step, and by what our class has carried.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { problemsOf } from './lib/verdict.mjs';

const system = { expect: { text: 'hé✓', closing: { code: 1000 } } };
const steps = [
  { step: 'text', value: 'hé✓' },
  { step: 'closing', value: { code: 1000 } },
];
const carried = { isOnGlobal: true, sockets: 2, fromOutside: [] };
const counted = { ...carried, inspected: 2, sent: { messages: 1, bytes: 6 }, received: { messages: 1, bytes: 6 } };

describe('the verdict', () => {
  for (const [className, traffic] of [
    ['native', undefined],
    ['ours', carried],
    ['inspected', counted],
  ]) {
    test(`has nothing against a good run of ${className}`, () => {
      assert.deepEqual(problemsOf(system, className, { steps, traffic }), []);
    });
  }

  const [text, closing] = steps;
  const failed = { step: 'closing', error: 'Error: nothing within 90 s' };
  for (const [what, run, expected] of [
    ['a step that it did not come to', { steps: [text] }, ['closing: did not come to it']],
    ['a run without steps', { steps: [] }, ['text: did not come to it']],
    ['another step', { steps: [closing, text] }, ['closing: came instead of text']],
    ['a step that failed', { steps: [text, failed] }, ['closing: Error: nothing within 90 s']],
    ['a step too many', { steps: [...steps, { step: 'more', value: 1 }] }, ['more: not in expect.json']],
    [
      'every other value',
      {
        steps: [
          { step: 'text', value: 'he' },
          { step: 'closing', value: { code: 1006 } },
        ],
      },
      ['text: "he" instead of "hé✓"', 'closing: {"code":1006} instead of {"code":1000}'],
    ],
    [
      'a value of another kind',
      { steps: [text, { step: 'closing', value: { code: '1000' } }] },
      ['closing: {"code":"1000"} instead of {"code":1000}'],
    ],
    [
      'a value that has more',
      { steps: [text, { step: 'closing', value: { code: 1000, reason: '' } }] },
      ['closing: {"code":1000,"reason":""} instead of {"code":1000}'],
    ],
    ['an error of the page', { steps, error: 'uncaught: Error: boom' }, ['uncaught: Error: boom']],
  ]) {
    test(`tells of ${what}, whichever class it is`, () => {
      for (const [className, traffic] of [
        ['native', undefined],
        ['ours', carried],
        ['inspected', counted],
      ]) {
        assert.deepEqual(problemsOf(system, className, { traffic, ...run }), expected);
      }
    });
  }

  for (const [what, change, expected] of [
    ['a class that is not on the global', { isOnGlobal: false }, 'our class is not on the global any more'],
    ['a page that made no connection', { sockets: 0, inspected: 0 }, 'our class made no connection'],
    [
      'a connection past our class',
      { fromOutside: ['ws://127.0.0.1:1/'] },
      'connected past our class: ws://127.0.0.1:1/',
    ],
  ]) {
    test(`tells of ${what}, with our class only`, () => {
      assert.deepEqual(problemsOf(system, 'ours', { steps, traffic: { ...carried, ...change } }), [expected]);
      assert.deepEqual(problemsOf(system, 'inspected', { steps, traffic: { ...counted, ...change } }), [expected]);
      assert.deepEqual(problemsOf(system, 'native', { steps, traffic: { ...carried, ...change } }), []);
    });
  }

  test('tells if nothing is known of the traffic', () => {
    for (const className of ['ours', 'inspected']) {
      assert.deepEqual(problemsOf(system, className, { steps, traffic: undefined }), [
        'nothing is known of the traffic',
      ]);
    }
  });

  for (const [what, change, expected] of [
    ['a socket without an inspector', { inspected: 1 }, '1 of 2 sockets were inspected'],
    ['a run that sent nothing', { sent: { messages: 0, bytes: 0 } }, 'our class sent nothing'],
    ['a run that received nothing', { received: { messages: 0, bytes: 0 } }, 'our class received nothing'],
    ['counts that are missing', { sent: undefined }, 'our class sent nothing'],
  ]) {
    test(`tells of ${what}, if inspectors count`, () => {
      assert.deepEqual(problemsOf(system, 'inspected', { steps, traffic: { ...counted, ...change } }), [expected]);
      assert.deepEqual(problemsOf(system, 'ours', { steps, traffic: { ...counted, ...change } }), []);
    });
  }
});

// What `/shared` and `/worker` throw: each error has the value, and the rule that it breaks.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inEveryEngine } from './pages.mjs';

/** By what is called: name and message of what it throws. */
const EXPECTED = {
  'without a URL': ['TypeError', 'url has to be given. undefined is not.'],
  'with a worker that is none': ['TypeError', 'worker has to be a worker. 1 is not.'],
  'with another scheme': [
    'SyntaxError',
    "The URL has to be of ws: wss: http: https: without a fragment. 'ftp://h/' is not.",
  ],
  'with a fragment': [
    'SyntaxError',
    "The URL has to be of ws: wss: http: https: without a fragment. 'ws://h/#a' is not.",
  ],
  'with a function and no key': ['TypeError', 'key has to be given with a function. undefined is not.'],
  'with options that are none': ['TypeError', 'options has to be an object. 1 is not.'],
  'with a heartbeat that is none': ['TypeError', 'heartbeat has to be an object. true is not.'],
  'with a greeting that is no function': ['TypeError', 'greeting has to be a function. hello is not.'],
  'with a negative number': ['TypeError', 'batch must not be negative or NaN: -1 is.'],
  'send() without data': ['TypeError', 'send: 1 argument required, but only 0 present.'],
  'close() with a bad code': [
    'InvalidAccessError',
    'The close code has to be 1000, or from 3000 to 4999. 2999 is not.',
  ],
  'close() with a long reason': ['SyntaxError', 'The close reason has 124 bytes, and may have 123.'],
  'send() of too much': ['QuotaExceededError', 'There is no room for 2 bytes, 1 may wait.'],
};

inEveryEngine('an error of a SharedWebSocket', ({ visit }) => {
  test('says the value and the rule', async () => {
    const found = await visit({}, async () => {
      const { SharedWebSocket } = await import('/package/dist/shared.js');
      const worker = new Worker('/package/dist/shared.worker.js');
      const url = 'ws://127.0.0.1:9/';
      const make = (address, options) => new SharedWebSocket(worker, address, options);
      const socket = make(url, { maxQueuedBytes: 1 });
      const calls = {
        'without a URL': () => new SharedWebSocket(worker),
        'with a worker that is none': () => new SharedWebSocket(1, url),
        'with another scheme': () => make('ftp://h/'),
        'with a fragment': () => make('ws://h/#a'),
        'with a function and no key': () => make(() => url),
        'with options that are none': () => make(url, 1),
        'with a heartbeat that is none': () => make(url, { heartbeat: true }),
        'with a greeting that is no function': () => make(url, { greeting: 'hello' }),
        'with a negative number': () => make(url, { batch: -1 }),
        'send() without data': () => socket.send(),
        'close() with a bad code': () => socket.close(2999),
        'close() with a long reason': () => socket.close(1000, 'x'.repeat(124)),
        'send() of too much': () => socket.send('ab'),
      };
      return Object.fromEntries(
        Object.entries(calls).map(([title, call]) => {
          try {
            call();
            return [title, 'nothing thrown'];
          } catch ({ name, message }) {
            return [title, [name, message]];
          }
        }),
      );
    });
    assert.deepEqual(found, EXPECTED);
  });
});

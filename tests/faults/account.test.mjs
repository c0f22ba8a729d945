// The account finds what it is there for.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { accountOf } from './lib/account.mjs';

const OPEN = { type: 'open', readyState: 1 };
const LOST = { type: 'close', readyState: 3, code: 1006, wasClean: false };
const ANSWERED = { type: 'close', readyState: 3, code: 1005, wasClean: true };
const CLOSED_BY_SERVER = { type: 'close', readyState: 3, code: 1012, wasClean: true };
const AGAIN = { type: 'reconnecting', readyState: 0, attempt: 1 };
const send = (from, to) => ({ type: 'send', readyState: 1, runs: [[from, to]] });
const undelivered = (...numbers) => ({ type: 'undelivered', readyState: 3, messages: numbers.length, numbers });
const message = (connection, from, to) => ({ type: 'message', readyState: 1, connection, runs: [[from, to]] });
const connection = (name, up, down = 0) => ({ name, up, down });

test('what a connection was handed over is received, lost or undelivered, and the rest goes to the next one', () => {
  const record = [send(1, 1), OPEN, send(2, 6), LOST, undelivered(5, 6), AGAIN, send(7, 8), OPEN, send(9, 9)];
  const account = accountOf(record, [connection('a', [[1, 3]]), connection('b', [[7, 9]])]);
  const [sent, received] = [
    [1, 2, 3, 4, 5, 6, 7, 8, 9],
    [1, 2, 3, 7, 8, 9],
  ];
  assert.deepEqual(account, { sent, received, lost: [4], undelivered: [5, 6], overflowed: 0, dropped: [] });
});

test('what is on its way when the server closes may be lost', () => {
  assert.deepEqual(accountOf([OPEN, send(1, 2), CLOSED_BY_SERVER], [connection('a', [[1, 1]])]).lost, [2]);
});

test('what the queue had no room for is counted', () => {
  const record = [send(1, 3), { type: 'overflow', policy: 'drop-oldest', messages: 2 }, OPEN];
  assert.equal(accountOf(record, [connection('a', [[3, 3]])]).overflowed, 2);
});

describe('it is an error', () => {
  const cases = {
    'that a message came twice': [
      [OPEN, send(1, 2)],
      [
        connection('a', [
          [1, 2],
          [2, 2],
        ]),
      ],
      /received: 2 after 2/,
    ],
    'that messages came in another order': [
      [OPEN, send(1, 2)],
      [
        connection('a', [
          [2, 2],
          [1, 1],
        ]),
      ],
      /received: 1 after 2/,
    ],
    'that there is a gap in what came over a connection': [
      [OPEN, send(1, 3), LOST],
      [
        connection('a', [
          [1, 1],
          [3, 3],
        ]),
      ],
      /a: 3 follows 1/,
    ],
    'that an open connection lost something': [
      [OPEN, send(1, 2)],
      [connection('a', [[1, 1]])],
      /2 is missing.*goes on/,
    ],
    'that a connection which we closed lost something': [
      [OPEN, send(1, 2), ANSWERED],
      [connection('a', [[1, 1]])],
      /2 is missing/,
    ],
    'that the queue lost something': [[send(1, 2), OPEN], [connection('a', [[1, 1]])], /2 is missing/],
    'that something was lost after what was undelivered': [
      [OPEN, send(1, 2), LOST, undelivered(1)],
      [connection('a', [])],
      /2 is missing, and 1 before it/,
    ],
    'that something undelivered was received': [
      [OPEN, send(1, 1), LOST, undelivered(1)],
      [connection('a', [[1, 1]])],
      /and yet received/,
    ],
    'that the page missed a message': [[OPEN, message('a', 2, 2)], [connection('a', [], 2)], /messages of a/],
    'that the page got messages of two connections in one': [
      [OPEN, message('a', 1, 1), message('b', 1, 1)],
      [connection('a', [], 1), connection('b', [], 1)],
      /in one connection/,
    ],
    'that an event came out of order': [[OPEN, AGAIN], [], /not match/],
    'that a listener saw another ready state': [[{ ...OPEN, readyState: 0 }], [], /open with the ready state 0/],
  };
  for (const [name, [record, connections, message]] of Object.entries(cases)) {
    test(name, () => assert.throws(() => accountOf(record, connections), { message }));
  }
});

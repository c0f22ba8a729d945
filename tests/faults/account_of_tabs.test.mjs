// The account of tabs that share a connection finds what it is there for.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { accountOfTabs } from './shared/account.mjs';

/** What a page notes; `sent` is how many messages it has sent by then. */
const open = (sent) => ({ type: 'open', sent });
const close = (sent, turn = 0) => ({ type: 'close', sent, turn });
const error = (turn) => ({ type: 'error', sent: 0, turn });
const left = (sent) => ({ type: 'left', sent });
const messages = (connection, first, end, sent = 0) => ({ type: 'messages', connection, first, end, sent });
const missed = (messages, turn = 0) => ({ type: 'missed', messages, turn, sent: 0 });
const undelivered = (numbers, turn = 0) => ({ type: 'undelivered', numbers, turn, sent: 0 });

/** Connections of the server, each with what it got of the page `a`; they have said 100 messages. */
const connectionsOf = (...all) =>
  all.map(({ got = [], isLossy = false }, index) => ({
    number: index + 1,
    sent: 100,
    isLossy,
    received: got.map((number) => ({ life: 'a', number })),
  }));

function problemsOf({ record, sent = 0, isEnded = false, others = [], connections = [{}, {}, {}] }) {
  const lives = [{ record, sent, isEnded }, ...others.map((record) => ({ record, sent: 0, isEnded: false }))];
  const byId = new Map(lives.map((life, index) => ['abc'[index], life]));
  return accountOfTabs(byId, connectionsOf(...connections)).problems;
}

const GOOD = {
  'messages in order, of one connection after another': {
    record: [open(0), messages(1, 5, 9), close(0), open(0), messages(2, 1, 3)],
  },
  'messages that were missed, at their place': { record: [messages(1, 5, 9), missed(3), messages(1, 13, 14)] },
  'messages that were missed when a connection had ended': {
    record: [messages(1, 5, 9), missed(4), messages(2, 3, 4)],
    others: [[messages(1, 5, 11)]],
  },
  'messages that nobody can have counted': { record: [messages(1, 5, 9), missed('unknown'), messages(3, 7, 8)] },
  'what comes while the tab takes no part': { record: [messages(1, 5, 9), left(0), messages(1, 20, 21)] },
  'what was on its way when the connection broke': {
    record: [open(0), messages(1, 1, 1, 0), close(3), open(4), messages(2, 1, 1, 4)],
    sent: 4,
    connections: [{ got: [1], isLossy: true }, { got: [4] }],
  },
  'what was told as undelivered': {
    record: [messages(1, 1, 1), undelivered([2]), close(2)],
    sent: 3,
    connections: [{ got: [1] }, { got: [3] }],
  },
  'what a lost worker may have sent': {
    record: [undelivered([2], 5), missed('unknown', 5)],
    sent: 2,
    connections: [{ got: [1, 2] }],
  },
  'what a worker may have sent that has not answered when the tab left': {
    record: [left(2), error(5), close(2, 5), undelivered([2], 5)],
    sent: 2,
    connections: [{ got: [1, 2] }],
  },
  'what a page has not told before it ended': { record: [], sent: 5, isEnded: true, connections: [{ got: [1] }] },
};

const BAD = {
  'a message that came twice': [{ record: [messages(1, 5, 9), messages(1, 9, 10)] }, /twice, or in another order/],
  'a message of an earlier connection': [
    { record: [messages(2, 5, 9), messages(1, 10, 10)] },
    /twice, or in another order/,
  ],
  'a message that came again after the tab had left': [
    { record: [messages(1, 5, 9), left(0), messages(1, 9, 10)] },
    /twice, or in another order/,
  ],
  'a gap that was not told': [{ record: [messages(1, 5, 9), messages(1, 12, 12)] }, /2 messages between, and 0/],
  'more told as missed than there is': [
    { record: [messages(1, 5, 9), missed(3), messages(1, 12, 12)] },
    /2 messages between, and 3/,
  ],
  'more told as missed than the server has said': [
    { record: [messages(1, 5, 9), missed(95), messages(2, 3, 4)] },
    /2 to 93 messages between, and 95/,
  ],
  'the first messages of a connection that others got': [
    { record: [messages(1, 5, 9), messages(2, 3, 4)] },
    /2 to 93 messages between, and 0/,
  ],
  'a message that is missing before one of the same connection': [
    { record: [], sent: 3, connections: [{ got: [1, 3], isLossy: true }] },
    /2 is missing/,
  ],
  'a message that reconnect() has lost': [
    { record: [], sent: 3, connections: [{ got: [1] }, { got: [3] }] },
    /2 is missing/,
  ],
  'a message that reconnect() has lost after another connection broke': [
    {
      // Nothing arrived by the second connection, which the tab knew when it sent 2.
      record: [messages(1, 1, 1), close(1), open(1), messages(2, 1, 1, 1), close(2), open(2), messages(3, 1, 1, 2)],
      sent: 3,
      connections: [{ got: [1], isLossy: true }, {}, { got: [3] }],
    },
    /2 is missing, and nothing was told; no connection from 2 to 3 broke/,
  ],
  'a message that waited in the tab when the connection broke': [
    {
      record: [messages(1, 1, 1), close(1), open(2), messages(2, 1, 1, 2)],
      sent: 3,
      connections: [{ got: [1], isLossy: true }, { got: [3] }],
    },
    /2 is missing/,
  ],
  'the last message': [{ record: [], sent: 2, connections: [{ got: [1] }] }, /2 is missing/],
  'a message that arrived twice': [
    { record: [], sent: 2, connections: [{ got: [1, 2] }, { got: [2] }] },
    /2 arrived twice/,
  ],
  'a message that arrived late': [{ record: [], sent: 2, connections: [{ got: [2, 1] }] }, /1 arrived after 2/],
  'a message that arrived, and was told as undelivered': [
    { record: [undelivered([2])], sent: 2, connections: [{ got: [1, 2] }] },
    /2 arrived, and was told as undelivered/,
  ],
  'a message that arrived, and was told as undelivered before the worker was lost': [
    { record: [undelivered([2], 5), missed('unknown', 6)], sent: 2, connections: [{ got: [1, 2] }] },
    /2 arrived, and was told as undelivered/,
  ],
  'a message that arrived, and was told as undelivered by a worker': [
    { record: [error(3), close(2, 4), undelivered([2], 5)], sent: 2, connections: [{ got: [1, 2] }] },
    /2 arrived, and was told as undelivered: .*"turn":5/,
  ],
};

describe('it takes', () => {
  for (const [title, given] of Object.entries(GOOD)) test(title, () => assert.deepEqual(problemsOf(given), []));
});

describe('it finds', () => {
  for (const [title, [given, expected]] of Object.entries(BAD))
    test(title, () => assert.match(problemsOf(given).join('\n'), expected));
});

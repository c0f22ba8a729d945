// How many messages wait for a connection, by what is sent and by the events.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CLOSED, CONNECTING, OPEN } from '../../www/src/model/ready_state.js';
import { QueueCount } from '../../www/src/panels/reconnecting/queue_count.js';

function counted(act, options = { isSentAgain: true }) {
  const queue = new QueueCount(options);
  act(queue);
  return queue.messages;
}

test('counts what is sent while there is no connection, until there is one', () => {
  assert.equal(
    counted((queue) => {
      queue.handleSent(OPEN);
      queue.handleSent(CLOSED);
      queue.handleSent(CONNECTING);
      queue.handleSent(CONNECTING);
    }),
    2,
  );
  assert.equal(
    counted((queue) => {
      queue.handleSent(CONNECTING);
      queue.handle({ type: 'open' });
    }),
    0,
  );
});

test('counts nothing that was dropped', () => {
  for (const [policy, messages] of [
    ['drop-oldest', 1],
    ['drop-newest', 1],
    ['error', 2],
  ]) {
    assert.equal(
      counted((queue) => {
        queue.handleSent(CONNECTING);
        queue.handleSent(CONNECTING);
        queue.handle({ type: 'overflow', policy, messages: 1 });
      }),
      messages,
      policy,
    );
  }
  assert.equal(
    counted((queue) => {
      queue.handleSent(CONNECTING);
      queue.handleClose();
    }),
    0,
  );
});

test('counts what is sent again, if somebody does and another attempt follows', () => {
  const lost = (queue) =>
    ['close', 'undelivered', 'reconnecting'].forEach((type) => queue.handle({ type, messages: 3 }));
  assert.equal(counted(lost), 3);
  assert.equal(counted(lost, { isSentAgain: false }), 0);
  assert.equal(
    counted((queue) => ['close', 'undelivered', 'giveup'].forEach((type) => queue.handle({ type, messages: 3 }))),
    0,
  );
  // Once only.
  assert.equal(
    counted((queue) => {
      lost(queue);
      for (const type of ['close', 'reconnecting']) queue.handle({ type });
    }),
    3,
  );
});

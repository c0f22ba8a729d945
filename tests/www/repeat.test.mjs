// Repeating, with a clock that the test moves.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '../../www/src/model/bytes.js';
import { BOUNDS, Repeat, readRepeat } from '../../www/src/model/repeat.js';

const OPEN = 1;
const CLOSING = 2;

test('reads its numbers within their bounds, nothing being the bound', () => {
  for (const [every, times, read] of [
    ['', '', { every: 1, times: 100_000 }],
    [' 1 ', '1', { every: 1, times: 1 }],
    ['3600000', '100000', { every: 3_600_000, times: 100_000 }],
  ])
    assert.deepEqual(readRepeat({ every, times }), read);
  for (const [every, times, message] of [
    ['0', '1', '“0” is not valid. Enter a whole number of milliseconds from 1 to 3,600,000.'],
    ['3600001', '1', '“3600001” is not valid. Enter a whole number of milliseconds from 1 to 3,600,000.'],
    ['1.5', '1', '“1.5” is not valid. Enter a whole number of milliseconds from 1 to 3,600,000.'],
    ['1e3', '1', '“1e3” is not valid. Enter a whole number of milliseconds from 1 to 3,600,000.'],
    ['1', '0', '“0” is not valid. Enter a whole number of times from 1 to 100,000.'],
    ['1', '100001', '“100001” is not valid. Enter a whole number of times from 1 to 100,000.'],
    ['1', '-1', '“-1” is not valid. Enter a whole number of times from 1 to 100,000.'],
    ['1', 'ten', '“ten” is not valid. Enter a whole number of times from 1 to 100,000.'],
  ])
    assert.throws(() => readRepeat({ every, times }), new InputError(message));
});

test('sends at once and then every so often, as often as said', async () => {
  const { repeat, clock, sent } = await started({ every: 10, times: 3 });
  assert.deepEqual(sent, [0]);
  await clock.move(9);
  assert.deepEqual(sent, [0]);
  await clock.move(1);
  assert.deepEqual(sent, [0, 1]);
  await clock.move(10);
  assert.deepEqual([repeat.phase, repeat.sent, sent], ['done', 3, [0, 1, 2]]);
  await clock.move(100);
  assert.deepEqual(sent, [0, 1, 2]);
  assert.equal(clock.timers, 0);
});

test('makes up for what a slow timer lost, but not for a long time', async () => {
  const { clock, sent } = await started({ every: 1, times: 100_000 });
  await clock.move(4, 4);
  assert.equal(sent.length, 5);
  await clock.move(60_000, 60_000);
  assert.ok(sent.length <= 5 + 102, `${sent.length} were sent`);
});

test('lets the page have its turn if sending takes as long as the interval', async () => {
  const { repeat, clock, sent } = await started({ every: 1, times: 100 }, { takes: 2 });
  assert.ok(sent.length < 100 && clock.timers === 1, `${sent.length} without a pause`);
  for (let turn = 0; turn < 100 && repeat.isGoing; turn += 1) await clock.move(1);
  assert.deepEqual([repeat.phase, sent.length], ['done', 100]);
});

test('can be stopped between two messages and while one is being sent', async () => {
  const between = await started({ every: 10, times: 3 });
  between.repeat.stop();
  await between.clock.move(100);
  assert.deepEqual([between.repeat.phase, between.sent.length, between.clock.timers], ['stopped', 1, 0]);

  const during = await started({ every: 10, times: 3 }, { held: true });
  during.repeat.stop();
  during.letGo();
  await during.clock.move(100);
  assert.deepEqual([during.repeat.phase, during.repeat.sent, during.sent.length], ['stopped', 1, 1]);
  during.repeat.stop();
  assert.equal(during.repeat.phase, 'stopped');
});

test('sends nothing more until the message before has been taken', async () => {
  const { clock, sent, letGo } = await started({ every: 10, times: 3 }, { held: true });
  await clock.move(100);
  assert.deepEqual(sent, [0]);
  letGo();
  await clock.move(20);
  assert.deepEqual(sent, [0, 1, 2]);
});

test('ends when the connection is not open any more, at the next message or when it is told', async () => {
  for (const figures of [{ readyState: CLOSING, bufferedAmount: 0 }, null]) {
    const waiting = await started({ every: 10, times: 3 });
    waiting.socket.now = figures;
    await waiting.clock.move(10);
    assert.deepEqual([waiting.repeat.phase, waiting.sent.length], ['closed', 1]);

    const told = await started({ every: 10, times: 3 });
    told.repeat.told();
    assert.equal(told.repeat.phase, 'running');
    told.socket.now = figures;
    told.repeat.told();
    assert.deepEqual([told.repeat.phase, told.clock.timers], ['closed', 0]);
  }
});

test('stays done or stopped, whatever it is told later', async () => {
  const { repeat, socket } = await started({ every: 10, times: 1 });
  socket.now = null;
  repeat.told();
  repeat.stop();
  assert.equal(repeat.phase, 'done');
});

test('waits while more than the bound is buffered, and makes up for none of it', async () => {
  const { repeat, clock, sent, socket } = await started({ every: 10, times: 100 });
  socket.now = { readyState: OPEN, bufferedAmount: BOUNDS.buffered + 1 };
  await clock.move(500);
  assert.deepEqual([repeat.phase, sent.length], ['waiting', 1]);
  assert.ok(socket.looks > 0);
  socket.now = { readyState: OPEN, bufferedAmount: BOUNDS.buffered };
  await clock.move(50);
  assert.equal(repeat.phase, 'running');
  assert.ok(sent.length >= 2 && sent.length <= 7, `${sent.length} were sent`);
});

test('can be stopped, and ends with the connection, while it waits', async () => {
  const full = { readyState: OPEN, bufferedAmount: BOUNDS.buffered + 1 };
  const stopped = await started({ every: 10, times: 100 });
  stopped.socket.now = full;
  await stopped.clock.move(10);
  stopped.repeat.stop();
  assert.deepEqual([stopped.repeat.phase, stopped.clock.timers], ['stopped', 0]);

  const closed = await started({ every: 10, times: 100 });
  closed.socket.now = full;
  await closed.clock.move(10);
  closed.socket.now = null;
  await closed.clock.move(50);
  assert.deepEqual([closed.repeat.phase, closed.sent.length], ['closed', 1]);
});

test('ends with what a message threw', async () => {
  const { repeat, clock, socket } = await started({ every: 10, times: 3 });
  socket.error = new DOMException('full', 'QuotaExceededError');
  await clock.move(10);
  assert.deepEqual([repeat.phase, repeat.sent, repeat.error], ['failed', 1, socket.error]);
});

async function started(bounds, { takes = 0, held = false } = {}) {
  const clock = new Clock();
  const sent = [];
  let letGo;
  let gate = held
    ? new Promise((resolve) => {
        letGo = resolve;
      })
    : null;
  const socket = {
    now: { readyState: OPEN, bufferedAmount: 0 },
    looks: 0,
    error: null,
    figures: () => socket.now,
    look: async () => {
      socket.looks += 1;
    },
    async send(index) {
      if (socket.error) throw socket.error;
      sent.push(index);
      clock.time += takes;
      await gate;
      gate = null;
    },
  };
  const repeat = new Repeat(socket, bounds, clock);
  repeat.start();
  await clock.settle();
  return { repeat, clock, sent, socket, letGo: () => letGo() };
}

class Clock {
  time = 0;
  #due = new Map();
  #last = 0;

  now = () => this.time;
  setTimeout = (call, milliseconds) => {
    this.#due.set(++this.#last, { call, at: this.time + milliseconds });
    return this.#last;
  };
  clearTimeout = (timer) => this.#due.delete(timer);

  get timers() {
    return this.#due.size;
  }

  /** Moves on by so much, in steps; what is due at a step is called at it. */
  async move(milliseconds, step = 1) {
    await this.#callDue();
    for (const end = this.time + milliseconds; this.time < end; ) {
      this.time += Math.min(step, end - this.time);
      await this.#callDue();
    }
  }

  settle() {
    return new Promise((resolve) => {
      setImmediate(resolve);
    });
  }

  async #callDue() {
    for (const [timer, { call, at }] of [...this.#due]) {
      if (at > this.time) continue;
      this.#due.delete(timer);
      call();
    }
    await this.settle();
  }
}

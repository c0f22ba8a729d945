// What the charts draw: counted second by second, and read as columns.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Metrics } from '../../www/src/model/metrics.js';
import { figuresOf, latestOf, summaryOf } from '../../www/src/view/charts/readings.js';
import { SERIES } from '../../www/src/view/charts/series.js';

const [CONNECTING, OPEN, CLOSING, CLOSED] = [0, 1, 2, 3];
const look = (metrics, time, readyState, bufferedAmount = 0) => metrics.looked(time, { readyState, bufferedAmount });

describe('columns', () => {
  test('count messages and bytes of each whole second, each way', () => {
    const metrics = new Metrics();
    metrics.sent(10_000, 3);
    metrics.sent(10_999, 4);
    metrics.received(11_000, 5);
    const { time, messagesOut, bytesOut, messagesIn, bytesIn } = metrics.columns(12_000, 3);
    assert.deepEqual(
      { time, messagesOut, bytesOut, messagesIn, bytesIn },
      {
        time: [-2, -1, 0],
        messagesOut: [0, 2, 0],
        bytesOut: [0, 7, 0],
        messagesIn: [0, 0, 1],
        bytesIn: [0, 0, 5],
      },
    );
  });

  test('leave out the second that is not over', () => {
    const metrics = new Metrics();
    metrics.sent(10_500, 1);
    assert.deepEqual(metrics.columns(10_999, 2).messagesOut, [0, 0]);
    assert.deepEqual(metrics.columns(11_000, 2).messagesOut, [0, 1]);
  });

  test('have no messages, and nothing known, if nothing was told', () => {
    assert.deepEqual(new Metrics().columns(5000, 2), {
      time: [-1, 0],
      messagesOut: [0, 0],
      messagesIn: [0, 0],
      bytesOut: [0, 0],
      bytesIn: [0, 0],
      bufferedAmount: [null, null],
      roundTrip: [null, null],
    });
  });

  test('have the most that was buffered; a second begins with what was left in the one before', () => {
    const metrics = new Metrics();
    look(metrics, 1000, OPEN, 5);
    look(metrics, 1100, OPEN, 90);
    look(metrics, 1900, OPEN, 40);
    look(metrics, 2500, OPEN, 0);
    look(metrics, 4000, OPEN, 0);
    assert.deepEqual(metrics.columns(5000, 4).bufferedAmount, [90, 40, null, 0]);
  });

  test('keep ten minutes', () => {
    const metrics = new Metrics();
    for (let second = 0; second < 700; second += 1) metrics.sent(second * 1000, 1);
    const { messagesOut } = metrics.columns(700_000, 601);
    assert.equal(messagesOut[0], 0);
    assert.ok(messagesOut.slice(1).every((count) => count === 1));
    assert.equal(metrics.seconds.length, 600);
  });
});

describe('the round trip', () => {
  const roundTrips = (act) => {
    const metrics = new Metrics();
    look(metrics, 0, OPEN);
    act(metrics);
    return metrics.columns(4000, 4).roundTrip;
  };
  const CASES = {
    'is the time from a message sent to the next received': [
      ({ sent, received }) => {
        sent(1000);
        received(1007);
      },
      [null, 7, null, null],
    ],
    'is counted from the first that is not answered': [
      ({ sent, received }) => {
        sent(1000);
        sent(1005);
        received(1007);
      },
      [null, 7, null, null],
    ],
    'is in the second of the answer': [
      ({ sent, received }) => {
        sent(1000);
        received(2500);
      },
      [null, null, 1500, null],
    ],
    'is the shortest of its second': [
      ({ sent, received }) => {
        sent(1000);
        received(1020);
        sent(1100);
        received(1104);
      },
      [null, 4, null, null],
    ],
    'needs a message that was sent': [
      ({ received }) => {
        received(1000);
        received(1001);
      },
      [null, null, null, null],
    ],
    'does not end with what had come before': [
      ({ sent, received }) => {
        sent(1000.4);
        received(1000.1);
        received(1003.4);
      },
      [null, 3, null, null],
    ],
    'does not go beyond a connection': [
      ({ sent, received, looked }) => {
        sent(1000);
        looked(1500, { readyState: CONNECTING, bufferedAmount: 0 });
        received(2500);
      },
      [null, null, null, null],
    ],
  };
  for (const [title, [act, expected]] of Object.entries(CASES)) {
    test(title, () => {
      assert.deepEqual(
        roundTrips((metrics) =>
          act({
            sent: (time) => metrics.sent(time, 1),
            received: (time) => metrics.received(time, 1),
            looked: (...args) => metrics.looked(...args),
          }),
        ),
        expected,
      );
    });
  }
});

describe('states', () => {
  test('follow each other without a gap, cut to the seconds asked for', () => {
    const metrics = new Metrics();
    look(metrics, 1500, CONNECTING);
    look(metrics, 1750, OPEN);
    look(metrics, 2000, OPEN);
    look(metrics, 3000, CLOSING);
    look(metrics, 3500, CLOSED);
    assert.deepEqual(metrics.states(4000, 10), [
      { from: -2.5, to: -2.25, readyState: CONNECTING },
      { from: -2.25, to: -1, readyState: OPEN },
      { from: -1, to: -0.5, readyState: CLOSING },
      { from: -0.5, to: 0, readyState: CLOSED },
    ]);
    assert.deepEqual(metrics.states(4000, 1), [
      { from: -1, to: -0.5, readyState: CLOSING },
      { from: -0.5, to: 0, readyState: CLOSED },
    ]);
  });

  test('are none before the first connection, and leave out the second that is not over', () => {
    const metrics = new Metrics();
    assert.deepEqual(metrics.states(4000, 10), []);
    look(metrics, 4500, CONNECTING);
    assert.deepEqual(metrics.states(4999, 10), []);
    assert.deepEqual(metrics.states(5000, 10), [{ from: -0.5, to: 0, readyState: CONNECTING }]);
  });

  test('stay bounded', () => {
    const metrics = new Metrics();
    for (let change = 0; change < 12_000; change += 1) look(metrics, change, change % 2);
    assert.equal(metrics.changes.length, 5000);
  });
});

describe('in words', () => {
  const told = (act) => {
    const metrics = new Metrics();
    act(metrics);
    return [metrics.columns(60_000, 60), metrics.states(60_000, 60)];
  };
  const CASES = [
    ['No connection in the last minute.', () => {}],
    ['In the last minute: no messages. Open for 10 s.', (metrics) => look(metrics, 50_000, OPEN)],
    [
      'In the last minute: 1 message (1.5 kB) out, 0 (0 B) in. Highest bufferedAmount 1.5 kB. Open for 10 s.',
      (metrics) => {
        look(metrics, 50_000, OPEN, 1500);
        metrics.sent(50_001, 1500);
      },
    ],
    [
      'In the last minute: 2 messages (4 B) out, 2 (4 B) in. Round trip 0.25 ms to 1.5 s. Open for 10 s.',
      (metrics) => {
        look(metrics, 50_000, OPEN);
        metrics.sent(50_001, 2);
        metrics.received(50_001.25, 2);
        metrics.sent(51_000, 2);
        metrics.received(52_500, 2);
      },
    ],
    [
      'In the last minute: no messages. Open for 2 s. 2 attempts to connect.',
      (metrics) => {
        for (const [time, state] of [
          [50_000, CONNECTING],
          [51_000, OPEN],
          [53_000, CLOSED],
          [54_000, CONNECTING],
          [55_000, CLOSED],
        ])
          look(metrics, time, state);
      },
    ],
  ];
  for (const [expected, act] of CASES) {
    test(expected, () => assert.equal(summaryOf(...told(act), 60), expected));
  }

  test('the latest values and the figures are those of the columns; what is not known is a dash', () => {
    const [columns] = told((metrics) => {
      metrics.sent(58_500, 12_345);
      metrics.sent(59_500, 1);
      metrics.sent(59_600, 1);
    });
    assert.deepEqual(latestOf(SERIES.bytes, columns), ['↑ 2 B', '↓ 0 B']);
    assert.deepEqual(latestOf(SERIES.roundTrip, columns), ['–']);
    const figures = Object.fromEntries(figuresOf(columns).map(({ name, cells }) => [name, cells]));
    assert.deepEqual(figures['messages out'], ['2', '0.05', '2']);
    assert.deepEqual(figures['bytes out'], ['2 B', '206 B', '12.3 kB']);
    assert.deepEqual(figures['round trip'], ['–', '–', '–']);
  });

  test('the last ten minutes are called so', () => {
    assert.equal(summaryOf(new Metrics().columns(600_000, 600), [], 600), 'No connection in the last 10 minutes.');
  });
});

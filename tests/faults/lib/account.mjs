// What became of every message: from the record that a page kept of a socket, and what the servers logged of it.
import assert from 'node:assert/strict';
import { numbersOf } from './page/runs.mjs';

/**
 * Checks that nothing came twice, in another order, or got lost unsaid, and that the events came in the standard's order. Returns
 * the numbers `{ sent, received, lost, undelivered, overflowed, dropped }`; `dropped` was sent after `close()`.
 *
 * No one can know of every loss: what the browser has passed on to the network may never arrive. So the rule is: in the order of
 * the calls, what a connection was handed over is first what the server received, then what got **lost** on the way, then what is
 * reported as **undelivered**. Any of the three may be nothing. Nothing is lost in a connection that goes on, or whose end was our
 * own Close frame and the server's answer, which comes after it has read all; if the server closed first, nobody knows what it
 * has read. Nothing at all becomes of what is sent while there is no connection, but that the next one is handed it over. What the
 * server sends may be lost at the end of a connection only, too.
 */
export function accountOf(record, connections) {
  assertOrderOfEvents(record);
  const { lives, sent, dropped, overflowed } = readRecord(record);
  const received = connections.flatMap(({ up }) => numbersOf(up));
  const undelivered = lives.flatMap((life) => life.undelivered);
  assertAscending(received, 'received');
  assertAscending(undelivered, 'undelivered');
  assertApart(
    received,
    lives.filter(({ cause }) => cause !== 'heartbeat').flatMap((life) => life.undelivered),
  );

  const known = new Set([...received, ...undelivered]);
  const missing = sent.filter((number) => !known.has(number));
  // Which ones the queue had no room for is not said, but how many.
  if (overflowed > 0) assert.equal(missing.length, overflowed, 'as many are missing as the queue had no room for');
  const lost = overflowed > 0 ? [] : missing;
  lost.forEach((number) => assertMayBeLost(number, lives));
  assertWithoutGaps(
    connections,
    sent.filter((number) => overflowed === 0 || known.has(number)),
  );
  assertReceivedInPage(lives, connections);
  return { sent, received, lost, undelivered, overflowed, dropped };
}

/** A record by the lives of connections: each ends with a `close` event, whether it was ever open or not. */
function readRecord(record) {
  const lives = [newLife()];
  const read = { lives, sent: [], dropped: [], overflowed: 0 };
  let isClosed = false;
  const readers = {
    send: ({ runs }) => (isClosed ? read.dropped : read.sent).push(...numbersOf(runs)),
    open: (_, life) => {
      life.isOpen = true;
    },
    message: (entry, life) => life.messages.push(entry),
    close(entry, life) {
      endHandingOver(life, read.sent);
      life.code = entry.code;
      lives.push(newLife());
    },
    undelivered: (entry, life) => takeUndelivered(entry, lives.at(-2) ?? life),
    reconnecting: ({ cause }) => Object.assign(lives.at(-2), { cause }),
    overflow: ({ policy, messages }) => {
      read.overflowed += policy === 'error' ? 0 : messages;
    },
    'close()': () => {
      isClosed = true;
    },
    'reconnect()'(_, life) {
      isClosed = false;
      if (life.isOpen) endHandingOver(life, read.sent);
    },
  };
  for (const entry of record) readers[entry.type]?.(entry, lives.at(-1));
  return read;
}

const newLife = () => ({
  isOpen: false,
  code: undefined,
  cause: undefined,
  lastSent: Infinity,
  messages: [],
  undelivered: [],
});

/** What is sent from now on is for the next connection. */
function endHandingOver(life, sent) {
  life.lastSent = Math.min(life.lastSent, sent.at(-1) ?? 0);
}

function takeUndelivered({ messages, numbers }, life) {
  assert.equal(numbers.length, messages, 'the event counts the messages that it has');
  life.undelivered.push(...numbers);
}

function assertAscending(numbers, what) {
  numbers.forEach((number, index) => {
    assert.ok(index === 0 || number > numbers[index - 1], `${what}: ${number} after ${numbers[index - 1]}`);
  });
}

function assertApart(received, undelivered) {
  const arrived = new Set(received);
  assert.deepEqual(
    undelivered.filter((number) => arrived.has(number)),
    [],
    'reported as undelivered, and yet received',
  );
}

/** Of a connection that we have closed: our sockets give no code, so that the answer has none. Servers that close first give one. */
const ANSWERED = 1005;

/** The first connection that was open when, or after, a message was sent is the one that was handed it over. */
function assertMayBeLost(number, lives) {
  const life = lives.find(({ isOpen, lastSent }) => isOpen && lastSent >= number);
  const isLossy = life?.code !== undefined && life.code !== ANSWERED;
  assert.ok(
    isLossy,
    `${number} is missing, and its connection ${life ? `goes on, or we closed it: ${life.code}` : 'never was'}`,
  );
  const [first] = life.undelivered;
  assert.ok(
    first === undefined || number < first,
    `${number} is missing, and ${first} before it was reported as undelivered`,
  );
}

/** What comes over one connection follows one another. */
function assertWithoutGaps(connections, sent) {
  const places = new Map(sent.map((number, index) => [number, index]));
  for (const { name, up } of connections) {
    const numbers = numbersOf(up);
    const first = places.get(numbers[0]);
    numbers.forEach((number, index) =>
      assert.equal(places.get(number), first + index, `${name}: ${number} follows ${numbers[index - 1]}`),
    );
  }
}

/** Each connection brings what its server sent, from the first message on and without gaps, to one life of the socket. */
function assertReceivedInPage(lives, connections) {
  const seen = new Set();
  for (const { isOpen, messages } of lives) {
    const names = new Set(messages.map(({ connection }) => connection));
    assert.ok(
      names.size <= 1 && (isOpen || names.size === 0),
      `messages of ${[...names].join(' and ')} in one connection`,
    );
    for (const name of names) {
      assert.ok(!seen.has(name), `messages of ${name} in two connections`);
      seen.add(name);
      const numbers = numbersOf(messages.flatMap(({ runs }) => runs));
      assert.deepEqual(
        numbers,
        numbers.map((_, index) => index + 1),
        `messages of ${name}`,
      );
      assert.ok(
        numbers.length <= connections.find((one) => one.name === name).down,
        `messages of ${name} that it did not send`,
      );
    }
  }
}

/** The ready state in which listeners of each type run. */
const READY_STATES = { open: 1, message: 1, error: 3, close: 3, reconnecting: 0, giveup: 3 };
const LETTERS = { open: 'o', message: 'm', error: 'e', close: 'c', undelivered: 'u', reconnecting: 'r', giveup: 'g' };
const ORDER = /^(?:(?:om*)?e?cu?[rg]?)*(?:om*)?$/;

/** For each connection what the standard orders, then what is said of its end. */
function assertOrderOfEvents(record) {
  for (const { type, readyState } of record) {
    assert.ok(
      !(type in READY_STATES) || readyState === READY_STATES[type],
      `${type} with the ready state ${readyState}`,
    );
  }
  const letters = record.map(({ type }) => LETTERS[type] ?? '').join('');
  assert.match(letters, ORDER);
}

// close(code, reason): what it refuses, what it does in each state, what the server gets.

const INVALID_ACCESS = 'DOMException InvalidAccessError';
const SYNTAX = 'DOMException SyntaxError';
const STATES = [0, 1, 2, 3];

/** A text of exactly this many bytes, all but the last few of them made of one character. */
const textOf = (character, bytes) => {
  const size = new TextEncoder().encode(character).length;
  const count = Math.floor(bytes / size);
  return character.repeat(count) + 'x'.repeat(bytes - count * size);
};

const throwing = (error) => ({
  valueOf() {
    throw error;
  },
  toString() {
    throw error;
  },
});

/** Sends these values and closes at once: the events at this end, and what came in at the other. */
async function receivedBeforeClose(t, values) {
  const id = t.id();
  const { socket, log } = await t.opened(`/describe?id=${id}`);
  for (const value of values) socket.send(value);
  socket.close(1000);
  t.equal(socket.readyState, 2);
  const events = await log.until('close');
  const { messages, bytes, closeCode } = await t.report(id);
  return { events, messages, bytes, closeCode };
}

export const close = [
  {
    id: '4.1',
    title: 'the code is converted to a number and clamped to 16 bits',
    async run(t) {
      const socket = await t.inState(3);
      await t.table(
        [
          [0, INVALID_ACCESS],
          [1, INVALID_ACCESS],
          [999, INVALID_ACCESS],
          [1000, 'returned'],
          [1001, INVALID_ACCESS],
          [1005, INVALID_ACCESS],
          [1006, INVALID_ACCESS],
          [1015, INVALID_ACCESS],
          [2999, INVALID_ACCESS],
          [3000, 'returned'],
          [4999, 'returned'],
          [5000, INVALID_ACCESS],
          [65535, INVALID_ACCESS],
          [65536 + 1000, INVALID_ACCESS],
          [2 ** 32 + 1000, INVALID_ACCESS],
          [-1, INVALID_ACCESS],
          [-64536, INVALID_ACCESS],
          [NaN, INVALID_ACCESS],
          [Infinity, INVALID_ACCESS],
          [-Infinity, INVALID_ACCESS],
          ['1000', 'returned'],
          [' 0xbb8 ', 'returned'],
          ['code', INVALID_ACCESS],
          [[3000], 'returned'],
          [new Date(4000), 'returned'],
          [{ valueOf: () => 3000 }, 'returned'],
          [{}, INVALID_ACCESS],
          [true, INVALID_ACCESS],
          [false, INVALID_ACCESS],
          ['', INVALID_ACCESS],
          [999.4, INVALID_ACCESS],
          [1000.4, 'returned'],
          [3000.4, 'returned'],
          [4999.4, 'returned'],
        ],
        (code) => t.outcome(() => socket.close(code)),
      );
    },
  },
  {
    id: '4.1',
    title: 'both arguments are converted before either is checked',
    async run(t) {
      const socket = await t.inState(1);
      await t.table(
        [
          [[Symbol()], 'TypeError'],
          [[1000n], 'TypeError'],
          [[1001, Symbol()], 'TypeError'],
          [[undefined, Symbol()], 'TypeError'],
          [[throwing(new RangeError()), Symbol()], 'RangeError'],
          [[Symbol(), throwing(new RangeError())], 'TypeError'],
          [[1001, throwing(new RangeError())], 'RangeError'],
        ],
        (args) => t.outcome(() => socket.close(...args)),
      );
      const order = [];
      const code = {
        valueOf() {
          order.push('code');
          return 1;
        },
      };
      const reason = {
        toString() {
          order.push('reason');
          return textOf('x', 124);
        },
      };
      order.push(t.outcome(() => socket.close(code, reason)));
      t.equal(order, ['code', 'reason', INVALID_ACCESS]);
    },
  },
  {
    id: '4.2',
    title: 'undefined is an absent argument, null is not',
    async run(t) {
      const socket = await t.inState(3);
      await t.table(
        [
          [[], 'returned'],
          [[undefined], 'returned'],
          [[undefined, undefined], 'returned'],
          [[1000, undefined], 'returned'],
          [[null], INVALID_ACCESS],
          [[null, undefined], INVALID_ACCESS],
          [[1000, null], 'returned'],
        ],
        (args) => t.outcome(() => socket.close(...args)),
      );
      const { socket: open, log } = await t.opened('/echo');
      open.close(1000, null);
      t.equal(await log.until('close'), ['open 1', 'close 3 1000 "null" clean']);
    },
  },
  {
    id: '4.3',
    title: 'the code is checked before the reason',
    async run(t) {
      const socket = await t.inState(1);
      const long = textOf('x', 124);
      await t.table(
        [
          [[1001, long], INVALID_ACCESS],
          [[null, long], INVALID_ACCESS],
          [[1000, long], SYNTAX],
        ],
        (args) => t.outcome(() => socket.close(...args)),
      );
    },
  },
  {
    id: '4.3',
    title: 'a reason has at most 123 bytes of UTF-8, measured after conversion',
    async run(t) {
      const socket = await t.inState(3);
      const rows = ['x', 'é', '✓', '😀'].flatMap((character) => [
        [textOf(character, 0), 'returned'],
        [textOf(character, 122), 'returned'],
        [textOf(character, 123), 'returned'],
        [textOf(character, 124), SYNTAX],
        [textOf(character, 125), SYNTAX],
      ]);
      rows.push(['\ud800'.repeat(41), 'returned'], [`${'\ud800'.repeat(41)}x`, SYNTAX]);
      rows.push(['\udc00'.repeat(41), 'returned'], [`${'\udc00'.repeat(41)}x`, SYNTAX]);
      await t.table(rows, (reason) => t.outcome(() => socket.close(3000, reason)));
    },
  },
  ...STATES.map((readyState) => ({
    id: '4.4',
    title: `a call that throws in ready state ${readyState} changes nothing`,
    async run(t) {
      const socket = await t.inState(readyState);
      const log = t.record(socket);
      await t.table(
        [
          [[2999], INVALID_ACCESS],
          [[1000, textOf('é', 124)], SYNTAX],
          [[Symbol()], 'TypeError'],
          [[1000, Symbol()], 'TypeError'],
        ],
        (args) => t.outcome(() => socket.close(...args)),
      );
      t.equal(socket.readyState, readyState);
      await t.task();
      t.equal([socket.readyState, log.entries], [readyState, []]);
      if (readyState !== 1) return;
      socket.send('still open');
      t.equal(await log.until('message'), ['message 1 "still open"']);
    },
  })),
  {
    id: '4.5',
    title: 'a further close does nothing',
    async run(t) {
      const id = t.id();
      const { socket, log } = await t.opened(`/echo?id=${id}`);
      socket.close(3000, 'first');
      socket.close(4000, 'second');
      await log.until('close');
      socket.close(4001, 'third');
      await t.task();
      t.equal(log.entries, ['open 1', 'close 3 3000 "first" clean']);
      const { closeCode, closeReason } = await t.report(id);
      t.equal([closeCode, closeReason], [3000, 'first']);
    },
  },
  ...[[], [1000], [3000, 'why']].map((args) => ({
    id: '4.6',
    title: `close(${args.join(', ')}) fails a connection that is not established, later and with events`,
    async run(t) {
      const { socket, log } = t.recorded(t.stalled);
      socket.close(...args);
      log.write(`returned ${socket.readyState}`);
      await null;
      log.write(`microtask ${socket.readyState}`);
      t.equal(await log.until('close'), ['returned 2', 'microtask 2', 'error 3', 'close 3 1006 "" unclean']);
    },
  })),
  {
    id: '4.7',
    title: 'the Close frame follows the data that is queued',
    async run(t) {
      const bytes = new Uint8Array(100_000);
      t.equal(await receivedBeforeClose(t, [bytes, bytes.buffer, 'x'.repeat(100_000), bytes, 'the last']), {
        events: ['open 1', 'close 3 1000 "" clean'],
        messages: 5,
        bytes: 400_008,
        closeCode: 1000,
      });
    },
  },
  {
    id: '4.7',
    title: 'the Close frame follows Blobs that are still being read, and what waits for them',
    async run(t) {
      const blob = new Blob([new Uint8Array(100_000)]);
      t.equal(await receivedBeforeClose(t, ['first', blob, 'between', blob, 'the last']), {
        events: ['open 1', 'close 3 1000 "" clean'],
        messages: 5,
        bytes: 200_020,
        closeCode: 1000,
      });
    },
  },
  {
    id: '4.8',
    title: 'the body of the Close frame has the code and the reason that were given',
    async run(t) {
      await t.table(
        [
          [[], ['', 1005, '']],
          [[undefined], ['', 1005, '']],
          [
            [undefined, undefined],
            ['', 1005, ''],
          ],
          [[1000], ['03e8', 1000, '']],
          [
            [1000, ''],
            ['03e8', 1000, ''],
          ],
          [
            [1000, undefined],
            ['03e8', 1000, ''],
          ],
          [
            [3000, 'é'],
            ['0bb8c3a9', 3000, 'é'],
          ],
          [
            [4999, '\ud800'],
            ['1387efbfbd', 4999, '\ufffd'],
          ],
          [
            ['4000', 1.5],
            ['0fa0312e35', 4000, '1.5'],
          ],
          [
            [4001, textOf('😀', 123)],
            [`0fa1${'f09f9880'.repeat(30)}787878`, 4001, textOf('😀', 123)],
          ],
        ],
        async (args) => {
          const id = t.id();
          const { socket } = await t.opened(`/echo?id=${id}`);
          socket.close(...args);
          const { code, reason, wasClean } = await t.next(socket, 'close');
          t.equal(wasClean, true, 'wasClean');
          const { closeBodyHex } = await t.report(id);
          return [closeBodyHex, code, reason];
        },
      );
    },
  },
  {
    id: '4.10',
    title:
      "when the server has started the closing handshake, close only changes the ready state: the server's code stays",
    async run(t) {
      const { socket, log } = t.recorded('/send?text=a&close');
      socket.addEventListener('message', () => {
        socket.close(3000, 'mine');
        log.write(`closed ${socket.readyState}`);
      });
      t.equal(await log.until('close'), ['open 1', 'message 1 "a"', 'closed 2', 'close 3 1000 "" clean']);
    },
  },
  {
    id: '4.12',
    title: 'no message arrives after close, though it has been received',
    async run(t) {
      const { socket, log } = t.recorded('/send?text=a&count=10&close');
      socket.addEventListener('message', () => socket.close(1000), { once: true });
      t.equal(await log.until('close'), ['open 1', 'message 1 "a"', 'close 3 1000 "" clean']);
    },
  },
];

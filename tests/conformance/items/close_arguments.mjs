// close(code, reason): how the arguments are converted, and what is refused.
import { textOf } from './data.mjs';

const INVALID_ACCESS = 'DOMException InvalidAccessError';
const SYNTAX = 'DOMException SyntaxError';

const throwing = (error) => ({
  valueOf() {
    throw error;
  },
  toString() {
    throw error;
  },
});

export const closeArguments = [
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
];

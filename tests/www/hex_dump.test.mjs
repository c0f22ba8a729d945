// Bytes as a hex dump: offsets, hex, ASCII.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hexDump } from '../../www/src/model/hex_dump.js';

const bytes = (length, first = 0) => Uint8Array.from({ length }, (_, index) => first + index);

for (const [what, given, options, expected] of [
  ['no bytes', bytes(0), {}, ''],
  ['one byte', bytes(1), {}, `0000  00${' '.repeat(45)}  .`],
  ['a whole line', bytes(16, 0x41), {}, '0000  41 42 43 44 45 46 47 48 49 4a 4b 4c 4d 4e 4f 50  ABCDEFGHIJKLMNOP'],
  [
    'a line and a byte',
    bytes(9, 0x30),
    { width: 8 },
    `0000  30 31 32 33 34 35 36 37  01234567\n0008  38${' '.repeat(21)}  8`,
  ],
  [
    'what is printable and what is not',
    Uint8Array.of(0x1f, 0x20, 0x7e, 0x7f, 0x80, 0xff),
    { width: 6 },
    '0000  1f 20 7e 7f 80 ff  . ~...',
  ],
  ['a later page', bytes(2, 0x61), { offset: 0x1000, width: 2 }, '1000  61 62  ab'],
  ['the longest short offset', bytes(1), { total: 0x10000, width: 1 }, '0000  00  .'],
  ['an offset that needs a digit more', bytes(1), { total: 0x10001, width: 1 }, '00000  00  .'],
]) {
  test(`a hex dump of ${what}`, () => assert.equal(hexDump(given, options), expected));
}

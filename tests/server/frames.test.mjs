// Frames are written and read as RFC 6455 says, however TCP cuts them.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { OPCODE, closeBody, closeFrameFinder, frame } from './frames.mjs';

const MASK = [1, 2, 3, 4];

describe('frame', () => {
  test('writes the length in one or three bytes', () => {
    assert.deepEqual([...frame(OPCODE.text, Buffer.alloc(125)).subarray(0, 2)], [0x81, 125]);
    assert.deepEqual([...frame(OPCODE.text, Buffer.alloc(126)).subarray(0, 4)], [0x81, 126, 0, 126]);
  });

  test('writes what breaks the rules', () => {
    assert.deepEqual(
      [...frame(OPCODE.text, Buffer.from('a'), { isMasked: true, rsv: 4 })],
      [0xc1, 0x81, 0, 0, 0, 0, 97],
    );
    assert.deepEqual([...frame(OPCODE.text, Buffer.alloc(0), { isFinal: false })], [0x01, 0]);
  });
});

describe('closeFrameFinder', () => {
  const body = closeBody(3001, 'grüße');
  const stream = Buffer.concat([
    ...[0, 125, 126, 65535].map((length) => masked(OPCODE.text, Buffer.alloc(length, OPCODE.close))),
    Buffer.from([0x82, 0xff, 0, 0, 0, 0, 0, 1, 0, 0, ...MASK]),
    Buffer.alloc(65536),
    masked(OPCODE.close, body),
    masked(OPCODE.close, closeBody(4000)),
  ]);

  for (const size of [1, 2, 7, 4096, stream.length]) {
    test(`finds the first Close frame in pieces of ${size} bytes`, () => {
      const found = [];
      const find = closeFrameFinder((bytes) => found.push(bytes));
      for (let start = 0; start < stream.length; start += size) find(stream.subarray(start, start + size));
      assert.deepEqual(found, [body]);
    });
  }

  test('finds an empty one', () => {
    const found = [];
    closeFrameFinder((bytes) => found.push(bytes))(masked(OPCODE.close, closeBody()));
    assert.deepEqual(found, [Buffer.alloc(0)]);
  });
});

function masked(opcode, payload) {
  const bytes = frame(opcode, payload, { isMasked: true });
  const start = bytes.length - payload.length;
  bytes.set(MASK, start - MASK.length);
  payload.forEach((byte, index) => {
    bytes[start + index] = byte ^ MASK[index % MASK.length];
  });
  return bytes;
}

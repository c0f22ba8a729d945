// The frames that the benchmark's server writes, and those that it counts.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FrameScanner, OPCODE, frameOf, frameWith } from '../../benches/server/frames.mjs';

const HEADERS = [
  [0, '8200'],
  [1, '8201'],
  [125, '827d'],
  [126, '827e007e'],
  [65535, '827effff'],
  [65536, '827f0000000000010000'],
];

describe('a frame to write', () => {
  for (const [length, header] of HEADERS) {
    test(`of ${length} bytes has the header ${header}`, () => {
      const frame = frameOf(OPCODE.binary, length);
      assert.equal(frame.toString('hex', 0, header.length / 2), header);
      assert.equal(frame.length, header.length / 2 + length);
      assert.equal(frame.toString('latin1', header.length / 2), 'x'.repeat(length));
    });
  }

  test('holds the payload that is given', () => {
    assert.equal(frameWith(OPCODE.text, Buffer.from('10 20')).toString('latin1'), '\x81\x0510 20');
  });
});

/** What a client would write. */
function masked(opcode, payload, { isFinal = true } = {}) {
  const [head, mask] = [frameWith(opcode, payload), Buffer.from([1, 2, 3, 4])];
  const start = head.length - payload.length;
  head[0] = (isFinal ? 0x80 : 0) | opcode;
  head[1] |= 0x80;
  return Buffer.concat([head.subarray(0, start), mask, payload.map((byte, index) => byte ^ mask[index % 4])]);
}

describe('frames that come', () => {
  const wire = Buffer.concat([
    masked(OPCODE.text, Buffer.from('hello')),
    masked(OPCODE.binary, Buffer.alloc(0)),
    masked(OPCODE.binary, Buffer.alloc(200, 7), { isFinal: false }),
    masked(OPCODE.ping, Buffer.from('ping')),
    masked(0, Buffer.alloc(66000, 8)),
    masked(OPCODE.text, Buffer.from('end')),
    masked(OPCODE.close, Buffer.from([3, 232])),
  ]);

  for (const size of [1, 2, 3, 7, 199, 65536, wire.length]) {
    test(`are counted in pieces of ${size} bytes`, () => {
      const counted = [];
      const controls = [];
      const scanner = new FrameScanner({
        onMessage: ({ messages, bytes }) => counted.push([messages, bytes]),
        onControl: (opcode, payload) => controls.push([opcode, payload.toString('latin1')]),
      });
      for (let at = 0; at < wire.length; at += size) scanner.scan(wire.subarray(at, at + size));
      assert.deepEqual(counted, [
        [1, 5],
        [2, 5],
        [3, 66205],
        [4, 66208],
      ]);
      assert.deepEqual(controls, [
        [OPCODE.ping, 'ping'],
        [OPCODE.close, '\x03\xe8'],
      ]);
    });

    test(`can be read in pieces of ${size} bytes`, () => {
      const payloads = [];
      const scanner = new FrameScanner({ onPayload: (payload) => payloads.push(payload) });
      for (let at = 0; at < wire.length; at += size) scanner.scan(wire.subarray(at, at + size));
      assert.equal(Buffer.concat(payloads).toString('latin1'), `hello${'\x07'.repeat(200)}${'\x08'.repeat(66000)}end`);
    });
  }
});

// What makes the wasm small: by tables, and by a wasm written out byte for byte.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { printable } from '../../scripts/lib/inline.mjs';
import { partsOf } from '../../scripts/lib/wasm_parts.mjs';

describe('the parts of a wasm', () => {
  const section = (id, ...bytes) => [id, bytes.length, ...bytes];
  const text = (string) => [string.length, ...Buffer.from(string)];
  const wasm = Buffer.from([
    0, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
    ...section(1, 1, 0x60, 0, 0),
    ...section(2, 1, ...text('a'), ...text('b'), 0, 0),
    ...section(3, 2, 0, 0),
    ...section(10, 2, 2, 0, 0x0b, 3, 0, 0x01, 0x0b),
    ...section(11, 1, 0, 0x41, 0x80, 0x08, 0x0b, 3, 7, 8, 9),
    ...section(0, ...text('name'), 1, 7, 2, 1, ...text('x'), 2, ...text('y')),
  ]);

  test('are functions by name, after those that are imported', () => {
    const { functions } = partsOf(wasm);
    assert.deepEqual(functions.map(({ name, start, end }) => [name, wasm.subarray(start, end)]), [
      ['x', Buffer.from([2, 0, 0x0b])],
      ['y', Buffer.from([3, 0, 0x01, 0x0b])],
    ]);
  });

  test('are segments of data with their address', () => {
    const [{ address, start, end }] = partsOf(wasm).segments;
    assert.deepEqual([address, wasm.subarray(start, end)], [1024, Buffer.from([7, 8, 9])]);
  });

  test('are sections that leave nothing out', () => {
    const { sections } = partsOf(wasm);
    assert.deepEqual(sections.map(({ name }) => name), ['types', 'imports', 'functions', 'code', 'data', 'custom']);
    assert.equal(sections.reduce((from, { start, end }) => (start === from ? end : NaN), 8), wasm.length);
  });
});

test('any byte becomes printable ASCII without quotes to escape, and no two the same', () => {
  const texts = Array.from({ length: 256 }, (_, byte) => printable([byte]));
  assert.ok(texts.every((text) => /^[!#-~]{1,2}$/.test(text) && !text.includes('\\')));
  assert.equal(new Set(texts).size, 256);
});

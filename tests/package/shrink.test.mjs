// What makes the wasm small: by tables, and by a wasm written out byte for byte.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { deadData } from '../../scripts/lib/dead_data.mjs';
import { printable } from '../../scripts/lib/inline.mjs';
import { partsOf } from '../../scripts/lib/wasm_parts.mjs';

describe('data that nothing points at', () => {
  const map = [
    '    Addr      Off     Size Out     In      Symbol',
    '       -      100       30 CODE',
    '       -      100       30         code.o:(a function)',
    '       -      200       60 DATA',
    '   10000      201       40 .rodata',
    '   10000      209       10         code.o:(.rodata.first)',
    '   10010      219       10         code.o:(.rodata.second)',
    '   10020      229       20         code.o:(.rodata.third)',
    '       -      261       10 CUSTOM(name)',
  ].join('\n');
  const none = () => 0;
  const dead = (code, readWord = none) => deadData(map, code, readWord).map(({ start }) => start);

  const cases = [
    ['is all of it where the code has no constant', '(nop)', [0x10000, 0x10010, 0x10020]],
    ['is what no constant points at or into', '(i32.const 65541)', [0x10010, 0x10020]],
    ['is not what an access is offset to', '(i32.load offset=65568 (local.get $0))', [0x10000, 0x10010]],
    ['is not what one half of a number of 64 bits points at', `(i64.const ${(0x10010n << 32n) + 1n})`, [0x10000, 0x10020]],
    ['is not what a loop may count up to from the address before it', '(i32.const 65564)', [0x10000]],
    ['is told by the code, not by where data is put', ' (data $0 (i32.const 65536) "…")', [0x10000, 0x10010, 0x10020]],
  ];
  for (const [title, code, expected] of cases) test(title, () => assert.deepEqual(dead(code), expected));

  test('is not what data in use points at', () => {
    const readWord = (address) => (address === 0x10004 ? 0x10020 : 0);
    assert.deepEqual(dead('(i32.const 65536)', readWord), [0x10010]);
  });
});

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

// Bytes as they are typed: what is understood, and what is said of the rest, with its place.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  formatBase64,
  formatHex,
  InputError,
  parseBase64,
  parseHex,
  placeOf,
  utf8Length,
} from '../../www/src/model/bytes.js';

const ALL = Uint8Array.from({ length: 256 }, (_, index) => index);

test('hex is read in the ways people write it', () => {
  for (const [text, bytes] of [
    ['', []],
    [' \n\t ', []],
    ['00', [0]],
    ['00 7f 80 ff', [0, 127, 128, 255]],
    ['007f80FF', [0, 127, 128, 255]],
    ['0x00, 0xff', [0, 255]],
    ['0x000Xff', [0, 255]],
    ['00:01-02_03;04\n05', [0, 1, 2, 3, 4, 5]],
  ])
    assert.deepEqual([...parseHex(text)], bytes, text);
});

test('a mistake in hex is told by character and place', () => {
  for (const [text, message, offset] of [
    ['0g', '“g” is not a hex digit (line 1, column 2): write bytes like 00 7f ff.', 1],
    ['00 01\n02 é3', '“é” is not a hex digit (line 2, column 4): write bytes like 00 7f ff.', 9],
    ['🌍🌍', '“🌍” is not a hex digit (line 1, column 1): write bytes like 00 7f ff.', 0],
    ['0x0g', '“g” is not a hex digit (line 1, column 4): write bytes like 00 7f ff.', 3],
    ['00 7', '“7” has an odd number of digits (line 1, column 4): a byte has two.', 3],
    [`00 ${'a'.repeat(21)}`, `“${'a'.repeat(20)}…” has an odd number of digits (line 1, column 4): a byte has two.`, 3],
  ])
    refuses(() => parseHex(text), message, offset);
});

test('base64 is read in both alphabets, with and without = at the end, in lines or not', () => {
  for (const [text, bytes] of [
    ['', []],
    [' \n ', []],
    ['AA==', [0]],
    ['AA', [0]],
    ['AAE=', [0, 1]],
    ['AAE', [0, 1]],
    ['AAEC', [0, 1, 2]],
    ['+/8=', [251, 255]],
    ['-_8', [251, 255]],
    [' A A\nE = \n', [0, 1]],
    ['AA = =', [0]],
  ])
    assert.deepEqual([...parseBase64(text)], bytes, text);
});

test('a mistake in base64 is told by character and place', () => {
  const alphabet = 'use A–Z a–z 0–9 + / or - _, and = at the end.';
  for (const [text, message, offset] of [
    ['AA*A', `“*” is not a base64 character (line 1, column 3): ${alphabet}`, 2],
    ['AAAA\nA🌍', `“🌍” is not a base64 character (line 2, column 2): ${alphabet}`, 6],
    ['data:', `“:” is not a base64 character (line 1, column 5): ${alphabet}`, 4],
    ['A=AA', `“=” is not at the end (line 1, column 2): ${alphabet}`, 1],
    ['AAAAA', 'The base64 ends in the middle of a byte (line 1, column 6): one character is missing or extra.', 5],
    ['AAAAA===', 'The base64 ends in the middle of a byte (line 1, column 6): one character is missing or extra.', 5],
    ['AAA==', 'The text ends with 2 × “=” (line 1, column 4), but it needs 1 or none.', 3],
    ['AA=', 'The text ends with 1 × “=” (line 1, column 3), but it needs 2 or none.', 2],
    ['AAAA=', 'The text ends with 1 × “=” (line 1, column 5), but it needs 0 or none.', 4],
    ['=', 'The text ends with 1 × “=” (line 1, column 1), but it needs 0 or none.', 0],
  ])
    refuses(() => parseBase64(text), message, offset);
});

test('every byte survives either way of writing it', () => {
  assert.deepEqual(parseHex(formatHex(ALL)), ALL);
  assert.deepEqual(parseBase64(formatBase64(ALL)), ALL);
  assert.equal(formatBase64(ALL), Buffer.from(ALL).toString('base64'));
  assert.deepEqual(parseBase64(Buffer.from(ALL).toString('base64url')), ALL);
});

test('bytes are shortened if there are more', () => {
  assert.equal(formatHex(ALL.subarray(0, 2), 256), '00 01 …');
  assert.equal(formatHex(ALL.subarray(0, 2)), '00 01');
});

test('a place is a line and a column, in characters', () => {
  for (const [text, offset, place] of [
    ['', 0, 'line 1, column 1'],
    ['ab', 2, 'line 1, column 3'],
    ['a\nb', 2, 'line 2, column 1'],
    ['a\n\n', 3, 'line 3, column 1'],
    ['🌍x', 2, 'line 1, column 2'],
  ])
    assert.equal(placeOf(text, offset), place, JSON.stringify(text));
});

test('a text has as many bytes as UTF-8 gives it', () => {
  for (const [text, bytes] of [
    ['', 0],
    ['aé€🌍', 10],
    ['\ud800', 3],
  ])
    assert.equal(utf8Length(text), bytes);
});

function refuses(parse, message, offset) {
  assert.throws(parse, (error) => {
    assert.ok(error instanceof InputError, String(error));
    assert.deepEqual([error.message, error.offset], [message, offset]);
    return true;
  });
}

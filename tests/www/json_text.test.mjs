// JSON as text: strict, its mistakes in words and with their place, formatted without touching a value.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { InputError } from '../../www/src/model/bytes.js';
import { checkJson, formatJson } from '../../www/src/model/json_text.js';

test('a mistake is told in words, with line and column', () => {
  for (const [text, message, offset] of [
    ['{"a":1 "b":2}', 'A comma is missing before “"b"” (line 1, column 8).', 7],
    ['[1 2]', 'A comma is missing before “2” (line 1, column 4).', 3],
    ['[\n  1,\n  2,\n]', 'JSON allows no comma after the last item, before “]” (line 4, column 1).', 12],
    ['{"a":1,}', 'JSON allows no comma after the last item, before “}” (line 1, column 8).', 7],
    ['// why\n1', 'JSON allows no comments (line 1, column 1).', 0],
    ['[1,\n/* why */2]', 'JSON allows no comments (line 2, column 1).', 4],
    ['{a:1}', 'The name “a” needs double quotes (line 1, column 2).', 1],
    ["{'a':1}", 'JSON strings need double quotes (line 1, column 2).', 1],
    ['undefined', '“undefined” is not valid JSON (line 1, column 1).', 0],
    ['[🌍]', '“🌍” is not valid JSON (line 1, column 2).', 1],
    ['\u00a01', '“\u00a01” is not valid JSON (line 1, column 1).', 0],
    ['{"a"}', 'A colon should follow the name, but there is “}” (line 1, column 5).', 4],
    ['{"a":}', 'A value should be here, but there is “}” (line 1, column 6).', 5],
    ['{"a":1', 'An object is not closed with “}”: the text ends (line 1, column 7).', 6],
    ['[1', 'A list is not closed with “]”: the text ends (line 1, column 3).', 2],
    ['{1:2}', 'A name in double quotes should be here, but there is “1” (line 1, column 2).', 1],
    ['{"a":1}}', 'Nothing may follow the value, but there is “}” (line 1, column 8).', 7],
    ['0 1', 'Nothing may follow the value, but there is “1” (line 1, column 3).', 2],
    ['[012]', 'A number must not start with 0 (line 1, column 2).', 1],
    ['1.', 'The number “1.” needs more digits (line 1, column 1).', 0],
    ['{"é🌍": "x', 'This string does not end with “"” on its line (line 1, column 8).', 8],
    ['"a\nb"', 'This string does not end with “"” on its line (line 1, column 1).', 0],
    ['"a\tb"', 'A string must escape a tab or another control character, as in \\t (line 1, column 3).', 2],
    ['"\\\\ \\x"', 'Only " \\ / b f n r t u may follow a backslash (line 1, column 5).', 4],
    ['"\\u00e9 \\u00g0"', '\\u needs four hex digits (line 1, column 9).', 8],
    ['', 'Enter a JSON value.', 0],
    ['{"a":1}'.repeat(2), 'Nothing may follow the value, but there is “{” (line 1, column 8).', 7],
  ]) {
    assert.throws(
      () => checkJson(text),
      (error) => {
        assert.ok(error instanceof InputError, String(error));
        assert.deepEqual([error.message, error.offset], [message, offset]);
        return true;
      },
    );
  }
});

test('a text too deep for the place is refused nevertheless', () => {
  assert.throws(() => checkJson('['.repeat(100_000)), InputError);
});

test('whatever JSON.parse refuses has a place, and nothing else has a mistake', () => {
  const piece = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '\\',
    '\\u00',
    '/',
    '/*',
    '*/',
    '//',
    '\n',
    ' ',
    '\t',
    '\0',
    '\u00a0',
    '\u2028',
    '\ufeff',
    '-',
    '+',
    '0',
    '1',
    '.',
    'e',
    'E',
    'true',
    'nul',
    'a',
    "'",
    '🌍',
    '"a"',
    '"a":1',
    '1e5',
  );
  const changed = fc
    .tuple(fc.json(), fc.nat(), fc.nat(3), piece)
    .map(
      ([json, at, less, more]) =>
        json.slice(0, at % (json.length + 1)) + more + json.slice((at % (json.length + 1)) + less),
    );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
        changed,
      ),
      (text) => {
        const isRight = parses(text);
        try {
          checkJson(text);
          assert.ok(isRight);
        } catch (error) {
          assert.ok(!isRight && error instanceof InputError, String(error));
          assert.ok(error.offset >= 0 && error.offset <= text.length, `no place: ${error.message}`);
        }
      },
    ),
    { numRuns: 3000, seed: 6 },
  );
});

test('formatting puts every item into a line, and leaves every value as it was written', () => {
  const text =
    '{"big":12345678901234567890123,"far":1E400,"one":1.0,"list":[ ],"text":"a  b\\u00e9","in":[1,\n{"y":null}]}';
  assert.equal(
    formatJson(text),
    `{
  "big": 12345678901234567890123,
  "far": 1E400,
  "one": 1.0,
  "list": [],
  "text": "a  b\\u00e9",
  "in": [
    1,
    {
      "y": null
    }
  ]
}`,
  );
  assert.equal(formatJson(formatJson(text)), formatJson(text));
});

test('formatting changes white space only', () => {
  fc.assert(
    fc.property(fc.json(), fc.boolean(), (json, spacious) => {
      const text = spacious ? JSON.stringify(JSON.parse(json), undefined, '\t') : json;
      assert.deepEqual(JSON.parse(formatJson(text)), JSON.parse(text));
    }),
    { numRuns: 300, seed: 6 },
  );
});

test('formatting measures a stand-in and changes the text', () => {
  assert.equal(
    formatJson('{"id":{{n}},"at":"{{iso}}"}', '{"id":11111,"at":"xxxxxxx"}'),
    '{\n  "id": {{n}},\n  "at": "{{iso}}"\n}',
  );
});

test('a text that is not JSON is not formatted', () => {
  assert.throws(() => formatJson('[1,]'), InputError);
});

function parses(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

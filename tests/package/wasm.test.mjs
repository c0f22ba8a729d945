// The wasm as a file: how it is taken apart and put into a script, and what its functions do with its stack.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import binaryen from 'binaryen';
import { compiledOf, PARTS } from '../../scripts/lib/compile.mjs';
import { printable } from '../../scripts/lib/inline.mjs';
import { ROOT } from '../../scripts/lib/run.mjs';
import { partsOf } from '../../scripts/lib/wasm_parts.mjs';
import { namedClass } from '../../scripts/weigh.mjs';

describe('the parts of a wasm', () => {
  const section = (id, ...bytes) => [id, bytes.length, ...bytes];
  const text = (string) => [string.length, ...Buffer.from(string)];
  const wasm = Buffer.from([
    0,
    0x61,
    0x73,
    0x6d,
    1,
    0,
    0,
    0,
    ...section(1, 1, 0x60, 0, 0),
    ...section(2, 1, ...text('a'), ...text('b'), 0, 0),
    ...section(3, 2, 0, 0),
    ...section(10, 2, 2, 0, 0x0b, 3, 0, 0x01, 0x0b),
    ...section(11, 1, 0, 0x41, 0x80, 0x08, 0x0b, 3, 7, 8, 9),
    ...section(0, ...text('name'), 1, 7, 2, 1, ...text('x'), 2, ...text('y')),
  ]);

  test('are functions by name, after those that are imported', () => {
    const { functions } = partsOf(wasm);
    assert.deepEqual(
      functions.map(({ name, start, end }) => [name, wasm.subarray(start, end)]),
      [
        ['x', Buffer.from([2, 0, 0x0b])],
        ['y', Buffer.from([3, 0, 0x01, 0x0b])],
      ],
    );
  });

  test('are sections that leave nothing out', () => {
    const { sections } = partsOf(wasm);
    assert.deepEqual(
      sections.map(({ name }) => name),
      ['types', 'imports', 'functions', 'code', 'data', 'custom'],
    );
    assert.equal(
      sections.reduce((from, { start, end }) => (start === from ? end : NaN), 8),
      wasm.length,
    );
  });
});

test('any byte becomes printable ASCII without quotes to escape, and no two the same', () => {
  const texts = Array.from({ length: 256 }, (_, byte) => printable([byte]));
  assert.ok(texts.every((text) => /^[!#-~]{1,2}$/.test(text) && !text.includes('\\')));
  assert.equal(new Set(texts).size, 256);
});

test('functions that scripts call without a guard do not use the stack of the wasm', () => {
  const scripts = ['class/brand', 'class/class', 'class/events', 'class/perform', 'boundary/wasm']
    .map((name) => readFileSync(`${ROOT}/src/${name}.js`, 'utf8'))
    .join('');
  const names = new Set([...scripts.matchAll(/\b(?:Quick|core)\.(websocket_wasm_\w+)/g)].map(([, name]) => name));
  assert.ok(names.has('websocket_wasm_handover'));
  const functions = bodiesByName(binaryen.readBinary(namedClass()).emitText());
  const users = [...functions.keys()].filter((name) => usesStack(functions, name));
  assert.ok(users.includes('websocket_wasm_send'));
  assert.deepEqual(
    users.filter((name) => names.has(name)),
    [],
  );
});

test('no export takes more arguments than a guard passes on', () => {
  for (const part of PARTS) {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(compiledOf(part))));
    const functions = Object.entries(exports).filter(([, exported]) => typeof exported === 'function');
    assert.ok(functions.length > 0, part);
    assert.deepEqual(
      functions.filter(([, { length }]) => length > 5).map(([name]) => name),
      [],
      part,
    );
  }
});

function bodiesByName(text) {
  return new Map(
    text
      .split(/^ \(func \$/m)
      .slice(1)
      .map((body) => [/^"?([^"\s]+)/.exec(body)[1], body]),
  );
}

// The pointer to the stack is the only global that is written to.
function usesStack(functions, name, seen = new Set()) {
  if (seen.has(name)) return false;
  seen.add(name);
  const body = functions.get(name);
  return (
    body.includes('(global.set ') ||
    [...body.matchAll(/\(call \$"?([^"\s)]+)/g)].some(([, called]) => usesStack(functions, called, seen))
  );
}

// The rooms of `src`, in the order that src/lib.rs draws: a script imports only from its own room and from those above it.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../../scripts/lib/run.mjs';

const SRC = join(ROOT, 'src');
const map = readFileSync(join(SRC, 'lib.rs'), 'utf8');
const ROOMS = [
  'platform',
  'host',
  'convert',
  'boundary',
  'class',
  'wrapped',
  'reconnecting',
  'shared',
  'stream',
  'observe',
  'package',
];

test('imports go from below to above', () => {
  const wrong = [];
  for (const room of ROOMS) {
    for (const file of scriptsOf(room)) {
      for (const target of importsOf(file)) {
        if (ROOMS.indexOf(target) > ROOMS.indexOf(room)) wrong.push(`${relative(SRC, file)} -> ${target}`);
      }
    }
  }
  assert.deepEqual(wrong, []);
});

test('the map names every room, in this order', () => {
  const lines = ROOMS.map((room) => map.search(new RegExp(`^//! .*\\b${room}   `, 'm')));
  assert.ok(
    lines.every((at) => at > 0),
    ROOMS.filter((_, index) => lines[index] < 0).join(),
  );
  const folders = readdirSync(SRC, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  assert.deepEqual(folders.map(({ name }) => name).sort(), [...ROOMS, 'proto', 'client'].sort());
});

function scriptsOf(room) {
  return readdirSync(join(SRC, room), { recursive: true })
    .filter((name) => name.endsWith('.js'))
    .map((name) => join(SRC, room, name));
}

/** The rooms that a script imports from. */
function importsOf(file) {
  const paths = [...readFileSync(file, 'utf8').matchAll(/(?:from|import) '(\.[^']+)'/g)].map(([, path]) => path);
  return paths.map((path) => relative(SRC, join(dirname(file), path)).split(sep)[0]);
}

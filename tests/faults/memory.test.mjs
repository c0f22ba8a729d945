// The soak sees memory that grows, and only that.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { growthOf } from './soak/memory.mjs';

const PAGE = 65_536;
const samples = (memoryAt) => Array.from({ length: 60 }, (_, index) => ({ elapsed: 60 * index, ...memoryAt(index) }));

test('memory that goes up and down, or grows while all is warming up, is flat', () => {
  const { wasm, problems } = growthOf(
    samples((index) => ({ wasmBytes: index < 10 ? PAGE : 3 * PAGE, heapBytes: 1e6 + 1e4 * index * (index % 5) })),
  );
  assert.deepEqual({ wasm, problems }, { wasm: 0, problems: [] });
});

test('wasm memory that grows, and a heap that grows, are told of', () => {
  const { problems } = growthOf(samples((index) => ({ wasmBytes: PAGE * index, heapBytes: 1e6 + 1e4 * index })));
  assert.equal(problems.length, 2);
  assert.match(problems[0], /wasm memory grew by 2883584 bytes/);
  assert.match(problems[1], /heap grew by 300000 bytes/);
});

test('if the engine does not tell of its heap, nothing is said of it', () => {
  assert.deepEqual(growthOf(samples(() => ({ wasmBytes: PAGE, heapBytes: undefined }))), {
    wasm: 0,
    heap: undefined,
    problems: [],
  });
});

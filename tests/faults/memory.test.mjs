// The soak sees memory that grows, and only that.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { growthOf } from './soak/memory.mjs';

const PAGE = 65_536;
const FLAT = { wasmBytes: PAGE, held: 400, mostHeld: 500 };
const samples = (memoryAt) =>
  Array.from({ length: 60 }, (_, index) => ({ elapsed: 60 * index, ...FLAT, ...memoryAt(index) }));

test('memory that goes up and down, or grows while all is warming up, is flat', () => {
  const { wasm, problems } = growthOf(
    samples((index) => ({
      wasmBytes: index < 10 ? PAGE : 3 * PAGE,
      held: 400 + 100 * (index % 5),
      heapBytes: 1e6 + 1e4 * index * (index % 5),
    })),
  );
  assert.deepEqual({ wasm, problems }, { wasm: 0, problems: [] });
});

test('wasm memory that has grown because more was held at once than ever before is flat', () => {
  const { wasm, problems } = growthOf(
    samples((index) => ({ wasmBytes: index < 40 ? PAGE : 30 * PAGE, mostHeld: index < 40 ? 500 : 5_000 })),
  );
  assert.deepEqual({ wasm, problems }, { wasm: 29 * PAGE, problems: [] });
});

test('wasm memory that grows, objects that it is held for, and a heap that grows, are told of', () => {
  const { problems } = growthOf(
    samples((index) => ({ wasmBytes: PAGE * index, held: 400 + 10 * index, heapBytes: 1e6 + 1e4 * index })),
  );
  assert.equal(problems.length, 3);
  assert.match(problems[0], /wasm memory grew by 2883584 bytes/);
  assert.match(problems[1], /for 300 objects more/);
  assert.match(problems[2], /heap grew by 300000 bytes/);
});

test('if the engine does not tell of its heap, nothing is said of it', () => {
  assert.deepEqual(growthOf(samples(() => ({ heapBytes: undefined }))), {
    wasm: 0,
    held: 0,
    heap: undefined,
    problems: [],
  });
});

// How much memory the page takes, and whether it grows.

/** Before this part of the samples everything is being warmed up. */
const WARM_UP = 0.25;
/** Fewer say nothing of a trend, nor do those of so short a time. */
const LEAST_SAMPLES = 30;
const LEAST_SECONDS = 120;
const WASM_PAGE = 65_536;
const MOST_HEAP_GROWTH = 0.2;

/** `{ wasmBytes, heapBytes }`, the latter after a garbage collection, and only if the engine tells. */
export async function memoryOf(engine, driver, page) {
  return { wasmBytes: await page.call('wasmBytes'), heapBytes: await HEAPS[engine]?.(driver) };
}

const HEAPS = {
  async chromium(driver) {
    await driver.sendDevToolsCommand('HeapProfiler.collectGarbage');
    return (await driver.sendAndGetDevToolsCommand('Runtime.getHeapUsage')).usedSize;
  },
};

/**
 * How much each grew from the warm-up to the end, and what of that is too much. The heap at its least: messages that wait, as in a stall,
 * are in it, and come and go.
 */
export function growthOf(samples) {
  const warm = samples.slice(Math.floor(samples.length * WARM_UP));
  const wasm = warm.at(-1).wasmBytes - warm[0].wasmBytes;
  const heap = warm.every(({ heapBytes }) => heapBytes) ? floorOf(warm.map(({ heapBytes }) => heapBytes)) : undefined;
  const isLong = warm.length >= LEAST_SAMPLES && warm.at(-1).elapsed >= LEAST_SECONDS;
  const problems = [];
  if (isLong && wasm > WASM_PAGE) problems.push(`the wasm memory grew by ${wasm} bytes`);
  if (isLong && heap && heap.growth > MOST_HEAP_GROWTH * heap.first)
    problems.push(`the heap grew by ${Math.round(heap.growth)} bytes`);
  return { wasm, heap: heap?.growth, problems };
}

/** The least value in the first third, and by how much it is exceeded by that in the last third. */
function floorOf(values) {
  const third = Math.floor(values.length / 3);
  const [first, last] = [values.slice(0, third), values.slice(-third)].map((part) => Math.min(...part));
  return { first, growth: last - first };
}

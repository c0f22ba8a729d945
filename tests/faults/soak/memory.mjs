// How much memory the page takes, and whether it grows.

/** Before this part of the samples everything is being warmed up. */
const WARM_UP = 0.25;
/** Fewer say nothing of a trend, nor do those of so short a time. */
const LEAST_SAMPLES = 30;
const LEAST_SECONDS = 120;
const WASM_PAGE = 65_536;
const MOST_HEAP_GROWTH = 0.1;

/** `{ wasmBytes, heapBytes }`, the latter after a garbage collection, and only where the engine tells. */
export async function memoryOf(engine, driver, page) {
  return { wasmBytes: await page.call('wasmBytes'), heapBytes: await HEAPS[engine]?.(driver) };
}

const HEAPS = {
  async chromium(driver) {
    await driver.sendDevToolsCommand('HeapProfiler.collectGarbage');
    return (await driver.sendAndGetDevToolsCommand('Runtime.getHeapUsage')).usedSize;
  },
};

/** How much each grew from the warm-up to the end, by a straight line through the samples, and what of that is too much. */
export function growthOf(samples) {
  const warm = samples.slice(Math.floor(samples.length * WARM_UP));
  const wasm = warm.at(-1).wasmBytes - warm[0].wasmBytes;
  const heap = warm.every(({ heapBytes }) => heapBytes) ? trend(warm.map(({ elapsed, heapBytes }) => [elapsed, heapBytes])) : undefined;
  const isLong = warm.length >= LEAST_SAMPLES && warm.at(-1).elapsed >= LEAST_SECONDS;
  const problems = [];
  if (isLong && wasm > WASM_PAGE) problems.push(`the wasm memory grew by ${wasm} bytes`);
  if (isLong && heap && heap.growth > MOST_HEAP_GROWTH * heap.mean) problems.push(`the heap grew by ${Math.round(heap.growth)} bytes`);
  return { wasm, heap: heap?.growth, problems };
}

/** The line of least squares: by how much it rises from the first to the last point. */
function trend(points) {
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [0, 1].map((index) => mean(points.map((point) => point[index])));
  const slope = mean(points.map(([x, y]) => (x - meanX) * (y - meanY))) / (mean(points.map(([x]) => (x - meanX) ** 2)) || 1);
  return { growth: slope * (points.at(-1)[0] - points[0][0]), mean: meanY };
}

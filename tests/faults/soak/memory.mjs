// How much memory the page takes, and whether it grows.

/** Before this part of the samples everything is being warmed up. */
const WARM_UP = 0.25;
/** Fewer say nothing of a trend, nor do those of so short a time. */
const LEAST_SAMPLES = 30;
const LEAST_SECONDS = 120;
const MOST_GROWTH = 0.2;
/**
 * The memory of a wasm never shrinks: it is as large as it had to be once. More than an object has there at most, and than a queue of
 * messages takes that grows once more than ever before, is a leak.
 */
const BYTES_PER_OBJECT = 512;
const BYTES_OF_QUEUES = 2 * 65_536;

/**
 * After a garbage collection: `{ wasmBytes, held, mostHeld }`, for how many objects the wasm holds something, and for how many it did at
 * most; and `heapBytes`, only if the engine tells.
 */
export async function memoryOf(engine, driver, page) {
  await page.call('collectGarbage');
  const heapBytes = await HEAPS[engine]?.(driver);
  return { ...(await page.call('wasmFigures')), heapBytes };
}

const HEAPS = {
  async chromium(driver) {
    await driver.sendDevToolsCommand('HeapProfiler.collectGarbage');
    return (await driver.sendAndGetDevToolsCommand('Runtime.getHeapUsage')).usedSize;
  },
};

/**
 * How much each grew from the warm-up to the end, and what of that is too much. The heap and the objects at their least: messages that
 * wait, as in a stall, and what is not collected yet, are in them, and come and go.
 */
export function growthOf(samples) {
  const warm = samples.slice(Math.floor(samples.length * WARM_UP));
  const [first, last] = [warm[0], warm.at(-1)];
  const wasm = last.wasmBytes - first.wasmBytes;
  const explained = BYTES_PER_OBJECT * (last.mostHeld - first.mostHeld) + BYTES_OF_QUEUES;
  const held = floorOf(warm.map((sample) => sample.held));
  const heap = warm.every(({ heapBytes }) => heapBytes) ? floorOf(warm.map(({ heapBytes }) => heapBytes)) : undefined;
  const isLong = warm.length >= LEAST_SAMPLES && last.elapsed >= LEAST_SECONDS;
  const problems = [];
  if (isLong && wasm > explained) problems.push(`the wasm memory grew by ${wasm} bytes, ${explained} are explained`);
  if (isLong && isTooMuch(held)) problems.push(`the wasm holds something for ${held.growth} objects more`);
  if (isLong && heap && isTooMuch(heap)) problems.push(`the heap grew by ${Math.round(heap.growth)} bytes`);
  return { wasm, held: held.growth, heap: heap?.growth, problems };
}

/** The least value in the first third, and by how much it is exceeded by that in the last third. */
function floorOf(values) {
  const third = Math.floor(values.length / 3);
  const [first, last] = [values.slice(0, third), values.slice(-third)].map((part) => Math.min(...part));
  return { first, growth: last - first };
}

function isTooMuch({ first, growth }) {
  return growth > MOST_GROWTH * first;
}

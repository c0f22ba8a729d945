// What is compared with the browser's own class. The script of each is in page/contenders, under the same name.

export const NATIVE = 'native';

/**
 * Name → `title`; `pairs`, how often it is measured beside the native class, and up to `mostPairs` until the medians are
 * certain; `cases`, the ids of those that it is measured in, if not all; `bar`, the most that its ratio may be if it has one of its own, or `bars`, that of the main thread's time by how the id
 * of a case begins; `isInChart`, unless it is false; `connectsLater` if the constructor does not
 * connect, so that its time tells nothing; `isControl` if it is the native class once more, whose ratios show what is chance.
 */
export const CONTENDERS = {
  control: { title: 'native again', pairs: 9, isControl: true, isInChart: false },
  ours: { title: 'websocket-wasm', pairs: 31, mostPairs: 61 },
  'ours-inspected': { title: 'websocket-wasm, inspected', pairs: 9, bar: 1.15 },
  'ours-observed': { title: 'websocket-wasm, observed', pairs: 9, bar: 1.15, isInChart: false },
  'ours-reconnecting': {
    title: 'websocket-wasm/reconnecting',
    pairs: 9,
    bars: { receive: 1.05, send: 1.08, 'round-trip': 1.1, 'open-close': 1.3 },
  },
  'ours-with-heartbeat': {
    title: 'websocket-wasm/reconnecting, with a heartbeat',
    pairs: 9,
    bars: { receive: 1.1, send: 1.13, 'round-trip': 1.15, 'open-close': 1.35 },
    isInChart: false,
  },
  'reconnecting-websocket': { title: 'reconnecting-websocket', pairs: 9, connectsLater: true },
  partysocket: { title: 'partysocket', pairs: 9, connectsLater: true },
  wrapper: { title: 'a re-dispatching wrapper', pairs: 9 },
  floor: { title: 'the smallest class that adopts', pairs: 9, cases: ['open-close', 'create'], isInChart: false },
};

/** Whether a contender is measured in a case. */
export const takesPart = (name, caseId) => CONTENDERS[name].cases?.includes(caseId) ?? true;

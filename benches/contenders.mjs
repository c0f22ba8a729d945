// What is compared with the browser's own class. The script of each is in page/contenders, under the same name.

export const NATIVE = 'native';

/**
 * Name → `title`; `pairs`, how often it is measured beside the native class, and up to `mostPairs` until the medians are
 * certain; `bar`, the most that its ratio may be where it has one of its own; `connectsLater` where the constructor does not
 * connect, so that its time tells nothing; `isControl` where it is the native class once more, whose ratios show what is chance.
 */
export const CONTENDERS = {
  control: { title: 'native again', pairs: 9, isControl: true },
  ours: { title: 'websocket-wasm', pairs: 31, mostPairs: 61 },
  'ours-inspected': { title: 'websocket-wasm, inspected', pairs: 9, bar: 1.15 },
  'reconnecting-websocket': { title: 'reconnecting-websocket', pairs: 9, connectsLater: true },
  partysocket: { title: 'partysocket', pairs: 9, connectsLater: true },
  wrapper: { title: 'a re-dispatching wrapper', pairs: 9 },
};

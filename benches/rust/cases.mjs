// What is measured. The code of the samples is in page/main.mjs and tasks/.

const KIB = 1024;
const MESSAGES = [
  { name: 'text-16b', title: 'text, 16 B', type: 'text', bytes: 16 },
  { name: 'text-4k', title: 'text, 4 KiB', type: 'text', bytes: 4 * KIB },
  { name: 'binary-1k', title: 'binary, 1 KiB', type: 'binary', bytes: KIB },
  { name: 'binary-64k', title: 'binary, 64 KiB', type: 'binary', bytes: 64 * KIB },
  { name: 'binary-1m', title: 'binary, 1 MiB', type: 'binary', bytes: KIB * KIB },
];

/** More in one task would measure how an engine stores what it cannot write yet. */
const burstOf = (bytes) => Math.min(200, (KIB * KIB) / bytes);

/** Pairs of samples: `id`, `title` and `parameters` as in benches/cases.mjs; `count` if it is not to be calibrated. */
export const CASES = [
  ...MESSAGES.map(({ name, title, type, bytes }) => ({
    id: `receive-${name}`,
    title: `receive ${title}`,
    bar: 1.1,
    parameters: { sample: 'receive', type, bytes, burst: 1 },
  })),
  ...MESSAGES.map(({ name, title, type, bytes }) => ({
    id: `send-${name}`,
    title: `send ${title}`,
    bar: 1.1,
    parameters: { sample: 'send', type, bytes, burst: burstOf(bytes) },
  })),
  { id: 'round-trip', title: 'round trip, text, 16 B', parameters: { sample: 'round_trip', bytes: 16, burst: 1 } },
  { id: 'open-close', title: 'connect and close', parameters: { sample: 'open_close', burst: 1 }, count: 60 },
  { id: 'open-drop', title: 'connect and drop', parameters: { sample: 'open_drop', burst: 1 }, count: 60 },
];

/** 100 MB that arrive while the app does not read, and are read then. */
export const UNREAD = { type: 'binary', bytes: 64 * KIB, count: 1600 };

/** An upload to a server that reads slowly. */
export const UPLOAD = { type: 'binary', bytes: 64 * KIB, count: 512 };

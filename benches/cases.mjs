// What is measured. The code of the samples is in page/samples.

const KIB = 1024;
const MESSAGES = [
  { name: 'text-16b', title: 'text, 16 B', type: 'text', bytes: 16 },
  { name: 'text-4k', title: 'text, 4 KiB', type: 'text', bytes: 4 * KIB },
  { name: 'binary-1k', title: 'binary, 1 KiB', type: 'binary', bytes: KIB },
  { name: 'binary-64k', title: 'binary, 64 KiB', type: 'binary', bytes: 64 * KIB },
  { name: 'binary-1m', title: 'binary, 1 MiB', type: 'binary', bytes: KIB * KIB },
  { name: 'blob-64k', title: 'Blob, 64 KiB', type: 'blob', bytes: 64 * KIB },
];

const MESSAGE_BAR = 1.03;
const CONNECTION_BAR = 1.1;

/** More in one task would measure how an engine stores what it cannot write yet. */
const burstOf = (bytes) => Math.min(200, (2 * KIB * KIB) / bytes);

/**
 * Each has an `id`, a `title`, the `bar` for our class, and `parameters` of its sample: `sample` names its code, `burst` is
 * how many go at once. `count` says how many in all if that is not to be calibrated, and `pairs` how often at most.
 * `inside` is a second figure, the time of the calls alone: its title, and whether it has no bar.
 *
 * `kind` says how it is measured, if not as pairs of samples (run.mjs): then `bar` is in milliseconds, or there is none.
 *
 * @type {{ id: string, title: string, bar?: number, parameters?: Record<string, any>, count?: number, pairs?: number,
 *   inside?: { title: string, hasNoBar?: boolean }, kind?: string, contenders?: string[] }[]}
 */
export const CASES = [
  ...MESSAGES.map(({ name, title, type, bytes }) => ({
    id: `receive-${name}`,
    title: `receive ${title}`,
    bar: MESSAGE_BAR,
    parameters: { sample: 'receive', type, bytes, burst: 1 },
  })),
  ...MESSAGES.map(({ name, title, type, bytes }) => ({
    id: `send-${name}`,
    title: `send ${title}`,
    bar: MESSAGE_BAR,
    inside: { title: `send() alone: ${title}` },
    parameters: { sample: 'send', type, bytes, burst: burstOf(bytes) },
  })),
  {
    id: 'send-with-reads',
    title: 'send text, 16 B, after two reads',
    bar: MESSAGE_BAR,
    inside: { title: 'send() and reads alone: text, 16 B' },
    parameters: { sample: 'send', type: 'text', bytes: 16, burst: burstOf(16), reads: true },
  },
  {
    id: 'round-trip',
    title: 'round trip, text, 16 B',
    bar: MESSAGE_BAR,
    parameters: { sample: 'round-trip', bytes: 16, burst: 1 },
  },
  {
    id: 'open-close',
    title: 'open and close',
    bar: CONNECTION_BAR,
    parameters: { sample: 'open-close', burst: 1 },
  },
  {
    id: 'create',
    title: '1,000 sockets, some at a time',
    bar: CONNECTION_BAR,
    inside: { title: '1,000 constructor calls', hasNoBar: true },
    // With ten and more on their way, Chromium makes all that follow wait for seconds.
    parameters: { sample: 'create', burst: 8 },
    count: 1000,
    pairs: 7,
  },
  { id: 'import', title: 'import to first usable class', kind: 'import', contenders: ['ours'], bar: 5, count: 1 },
  { id: 'memory', title: 'memory of an idle open socket', kind: 'memory', count: 200, pairs: 3 },
];

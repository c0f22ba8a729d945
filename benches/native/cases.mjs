// What is measured, and beside what. The code of the samples is in src/.

/** `send`: until the server has read all; `receive`: as fast as the server sends; `trip`: one message to the server and back at a time. */
const SAMPLES = { send: 'send', receive: 'receive', trip: 'round trip,' };
const PAYLOADS = {
  'text-16b': 'text, 16 B',
  'binary-1k': 'binary, 1 KiB',
  'text-16k': 'text, 16 KiB',
  'binary-16k': 'binary, 16 KiB',
  'binary-64k': 'binary, 64 KiB',
};

/** `{ id, sample, title, bar }`: how much slower than tokio-tungstenite alone ours may be. */
export const CASES = Object.entries(SAMPLES).flatMap(([sample, title]) =>
  Object.entries(PAYLOADS).map(([payload, words]) => ({
    id: `${sample}-${payload}`,
    sample,
    title: `${title} ${words}`,
    bar: payload === 'text-16b' ? 1.1 : 1.05,
  })),
);

/** What the others are compared with. */
export const BARE = 'tokio-tungstenite';

/** Name → `title`, and how many `pairs` are measured; `isControl` if it is no other client. */
export const CONTENDERS = {
  [BARE]: { title: 'alone again', pairs: 10, isControl: true },
  fed: { title: 'alone, `feed`', pairs: 10, isControl: true },
  ours: { title: 'websocket-wasm', pairs: 20 },
  'reqwest-websocket': { title: 'reqwest-websocket', pairs: 10 },
  ewebsock: { title: 'ewebsock', pairs: 5 },
};

/** Those whose memory is looked at: connections, and messages of each. ewebsock has a thread for each. */
export const REMEMBERED = [BARE, 'ours', 'reqwest-websocket', 'ewebsock'];
export const CONNECTIONS = 1000;
export const MESSAGES = 20;

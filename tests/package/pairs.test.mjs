// Every pair of features on every class: generated, and run through the phases of a connection with a real server.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startServer } from '../../servers/server.mjs';
import { inEveryEngine } from './pages.mjs';
import { PAIRS } from './pairs/page.mjs';

const OF_SOCKETS = [
  'highWaterMark',
  'closeTimeout',
  'connectTimeout',
  'signal',
  'inspector',
  'drained',
  'subprotocols',
  'Blobs',
];
/** What the class has. */
const FEATURES = {
  WebSocket: OF_SOCKETS,
  ReconnectingWebSocket: OF_SOCKETS,
  WebSocketStream: ['closeTimeout', 'connectTimeout', 'signal', 'subprotocols'],
};
const PHASES = 4;
/** Firefox keeps a connect that stalls when the page has closed its socket. After six of them it connects to that server no more. */
const STALLS_AT_A_SERVER = 5;

inEveryEngine('every pair of features', ({ engine, visit, echoUrl }) => {
  for (const [kind, features] of Object.entries(FEATURES)) {
    // Its signal ends what is connecting, as in the draft; later nothing but the server or closeTimeout does.
    const phasesWithout = kind === 'WebSocketStream' ? { signal: ['close', 'Close'] } : {};
    // It loses Blobs that are being read when close() is called: README, "Limits".
    if (engine === 'webkit') phasesWithout.Blobs = ['close()'];
    test(`on ${kind}: ends when the user says, once, and loses nothing without a word`, async () => {
      const pairs = (features.length * (features.length - 1)) / 2;
      const stalling = await startServers(Math.ceil(pairs / STALLS_AT_A_SERVER));
      try {
        const servers = { others: echoUrl().replace('/echo', ''), stalling: stalling.map(({ url }) => url) };
        // Firefox establishes one connection to an address at a time, and waits for one that stalls.
        const { count, problems } = await visit(
          { scripts: [...PAIRS, takeAway] },
          runInPage,
          servers,
          kind,
          features,
          phasesWithout,
          engine === 'firefox' ? 1 : 6,
        );
        assert.deepEqual(problems, []);
        assert.ok(count > pairs * PHASES * 0.7, `${count} runs`);
      } finally {
        await Promise.all(stalling.map((server) => server.close()));
      }
    });
  }
});

const startServers = (count) => Promise.all(Array.from({ length: count }, () => startServer()));

function takeAway() {
  delete globalThis.WebSocketStream;
  delete globalThis.WebSocketError;
}

async function runInPage(...args) {
  const entries = {
    ...(await import('/package/dist/index.js')),
    ...(await import('/package/dist/reconnecting.js')),
    ...(await import('/package/dist/stream.js')),
  };
  return runPairs(entries, ...args);
}

// Every pair of features on every class: generated, and run through the phases of a connection with a real server.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inEveryEngine } from './pages.mjs';
import { definePairs } from './pairs/page.mjs';

const OF_SOCKETS = ['highWaterMark', 'closeTimeout', 'connectTimeout', 'signal', 'inspector', 'drained', 'subprotocols', 'Blobs'];
/** What the class has. */
const FEATURES = {
  WebSocket: OF_SOCKETS,
  ReconnectingWebSocket: OF_SOCKETS,
  WebSocketStream: ['closeTimeout', 'connectTimeout', 'signal', 'subprotocols'],
};
const PHASES = 4;

inEveryEngine('every pair of features', ({ engine, visit, echoUrl }) => {
  for (const [kind, features] of Object.entries(FEATURES)) {
    // Its signal ends what is connecting, as in the draft; later nothing but the server or closeTimeout does.
    const phasesWithout = kind === 'WebSocketStream' ? { signal: ['close', 'Close'] } : {};
    // It loses Blobs that are being read when close() is called: README, "Limits".
    if (engine === 'webkit') phasesWithout.Blobs = ['close()'];
    // Firefox establishes one connection to a server at a time, and waits for one that stalls.
    test(`on ${kind}: ends when the user says, once, and loses nothing without a word`, async () => {
      const scripts = [definePairs, () => { delete globalThis.WebSocketStream; delete globalThis.WebSocketError; }];
      const { count, problems } = await visit({ scripts }, async (server, ...args) => {
        const entries = {
          ...await import('/package/dist/index.js'), ...await import('/package/dist/reconnecting.js'), ...await import('/package/dist/stream.js'),
        };
        return runPairs(entries, server, ...args);
      }, echoUrl().replace('/echo', ''), kind, features, phasesWithout, engine === 'firefox' ? 1 : 6);
      assert.deepEqual(problems, []);
      const pairs = (features.length * (features.length - 1)) / 2;
      assert.ok(count > pairs * PHASES * 0.7, `${count} runs`);
    });
  }
});

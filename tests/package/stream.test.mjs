// WebSocketStream and WebSocketError: ours beside Chromium's own, in windows and in workers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { inEveryEngine } from './pages.mjs';
import { chromium, deviations, ofHosts, overChromium } from './stream_deviations.mjs';
import { runNative, runOurs, runOursInWorker, runOverHost } from './stream_tables.mjs';

inEveryEngine('WebSocketStream', ({ engine, visit, echoUrl }) => {
  const server = () => echoUrl().replace('/echo', '');

  test('does what the draft says', async () => {
    assertAsExpected(await runOurs(visit, server()));
  });

  test('does it in a worker, if a classic script has put it on the global', async () => {
    assertAsExpected(await runOursInWorker(visit, server()));
  });

  if (engine === 'chromium') {
    test("differs from Chromium's own if it is known to", async () => {
      assertSameRows(await runNative(visit, server()), chromium);
      for (const [row, { outcome }] of Object.entries(deviations)) assert.notDeepEqual(chromium[row], outcome, row);
    });
  }

  if (engine === 'chromium') {
    test("does over Chromium's own what that does, with a Uint8Array for each binary message", async () => {
      const expected = { ...chromium };
      for (const [row, { outcome }] of Object.entries(overChromium)) expected[row] = outcome;
      assertSameRows(await runOverHost(visit, server()), expected);
    });
  }

  test("extends the host's own if there is one", async () => {
    const found = await visit({}, async () => {
      const { WebSocketStream: host, WebSocketError: hostError } = globalThis;
      const entry = await import('/package/dist/stream.js');
      return {
        isThere: Boolean(host),
        isOverHosts: Object.getPrototypeOf(entry.WebSocketStream) === host && entry.WebSocketError === hostError,
        isDefault: entry.default === entry.WebSocketStream,
        names: Object.keys(entry).sort(),
        isOnGlobal: entry.WebSocketStream === globalThis.WebSocketStream,
      };
    });
    const isThere = engine === 'chromium';
    assert.deepEqual(found, {
      isThere,
      isOverHosts: isThere,
      isDefault: true,
      names: ['WebSocketError', 'WebSocketStream', 'default'],
      isOnGlobal: false,
    });
  });

  test('is put on the global by a classic script, which an entry that is loaded later takes as it is', async () => {
    const found = await visit({ scripts: [remember, '/package/dist/stream.global.js'] }, async () => {
      const entry = await import('/package/dist/stream.js');
      return ['WebSocketStream', 'WebSocketError'].map((name) => {
        const { value, ...flags } = Object.getOwnPropertyDescriptor(globalThis, name);
        return {
          name: value.name,
          flags,
          isHosts: value === hosts[name],
          isOverHosts: Object.getPrototypeOf(value) === hosts[name],
          isEntrys: value === entry[name],
        };
      });
    });
    const isThere = engine === 'chromium';
    const flags = { writable: true, enumerable: false, configurable: true };
    assert.deepEqual(found, [
      { name: 'WebSocketStream', flags, isHosts: false, isOverHosts: isThere, isEntrys: true },
      { name: 'WebSocketError', flags, isHosts: isThere, isOverHosts: false, isEntrys: true },
    ]);
  });

  function assertAsExpected(found) {
    const expected = { ...chromium };
    for (const [row, { outcome }] of Object.entries(deviations)) expected[row] = outcome;
    for (const row of Object.keys(ofHosts[engine])) expected[row] = found[row];
    assertSameRows(found, expected);
  }
});

// Row by row, so that a failure shows those that differ.
function assertSameRows(found, expected) {
  assert.deepEqual(Object.keys(found).sort(), Object.keys(expected).sort());
  const differing = Object.keys(expected).filter((row) => !isDeepStrictEqual(found[row], expected[row]));
  const pick = (table) => Object.fromEntries(differing.map((row) => [row, table[row]]));
  assert.deepEqual(pick(found), pick(expected));
}

function remember() {
  const { WebSocketStream, WebSocketError } = globalThis;
  globalThis.hosts = { WebSocketStream, WebSocketError };
}

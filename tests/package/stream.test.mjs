// WebSocketStream and WebSocketError: ours beside Chromium's own, in windows and in workers.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { inEveryEngine } from './pages.mjs';
import { deviations, ofHosts } from './stream_deviations.mjs';
import { runNative, runOurs, runOursInWorker } from './stream_tables.mjs';

/** What Chromium's own classes do: row → outcome. */
const chromium = JSON.parse(readFileSync(new URL('stream/chromium.json', import.meta.url), 'utf8'));

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

  test("is the host's own if there is one", async () => {
    const found = await visit({}, async () => {
      const { WebSocketStream: host, WebSocketError: hostError } = globalThis;
      const entry = await import('/package/dist/stream.js');
      return {
        isThere: Boolean(host),
        isHosts: entry.WebSocketStream === host && entry.WebSocketError === hostError,
        isDefault: entry.default === entry.WebSocketStream,
        names: Object.keys(entry).sort(),
      };
    });
    const isThere = engine === 'chromium';
    assert.deepEqual(found, {
      isThere,
      isHosts: isThere,
      isDefault: true,
      names: ['WebSocketError', 'WebSocketStream', 'default'],
    });
  });

  test('is put on the global by a classic script, if there is none', async () => {
    const found = await visit({ scripts: [remember, '/package/dist/stream.global.js'] }, () =>
      ['WebSocketStream', 'WebSocketError'].map((name) => {
        const { value, ...flags } = Object.getOwnPropertyDescriptor(globalThis, name);
        return { name: value.name, flags, isHosts: value === hosts[name] };
      }),
    );
    const flags = { writable: true, enumerable: false, configurable: true };
    const isHosts = engine === 'chromium';
    assert.deepEqual(found, [
      { name: 'WebSocketStream', flags, isHosts },
      { name: 'WebSocketError', flags, isHosts },
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

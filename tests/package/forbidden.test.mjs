// If WebAssembly is missing or forbidden: who is told, how often, and what stays as it was.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inEveryEngine } from './pages.mjs';

const SCRIPT = '/package/dist/auto.global.js';
const STRICT = { 'content-security-policy': "script-src 'self'" };
const PERMITTING = { 'content-security-policy': "script-src 'self' 'wasm-unsafe-eval'" };

inEveryEngine('without WebAssembly', ({ visit }) => {
  const causes = {
    'a Content-Security-Policy forbids it': {
      page: { headers: STRICT },
      message: /^websocket-wasm: .*'wasm-unsafe-eval'/,
    },
    'the runtime has none': { page: { scripts: [deleteWebAssembly] }, message: /^websocket-wasm: .*no WebAssembly/ },
  };
  for (const [cause, { page, message }] of Object.entries(causes)) {
    describe(`because ${cause}`, () => {
      test('the automatic entry leaves the native class, and warns once', async () => {
        const found = await visit(page, async () => {
          await import('/package/dist/auto.js');
          return { isNative: WebSocket === native, warnings };
        });
        assertLeftAlone(found, message);
      });

      test('the classic script leaves the native class, and warns once', async () => {
        const scripts = [...(page.scripts ?? []), SCRIPT];
        const found = await visit({ ...page, scripts }, () => ({ isNative: WebSocket === native, warnings }));
        assertLeftAlone(found, message);
      });

      test('the root entry cannot be imported, and the error names the cause', async () => {
        const found = await visit(page, async () => {
          const error = await import('/package/dist/index.js').catch((reason) => reason);
          return { isError: error instanceof Error, message: error.message, isNative: WebSocket === native, warnings };
        });
        assert.match(found.message, message);
        assert.deepEqual({ ...found, message: '' }, { isError: true, message: '', isNative: true, warnings: [] });
      });

      test('the entry for reconnecting cannot be imported either, nor the one for streams if the browser has none', async () => {
        const found = await visit(page, async () => {
          const messageOf = (entry) =>
            import(`/package/dist/${entry}.js`).then(
              () => 'imported',
              ({ message }) => message,
            );
          return {
            hasOwn: 'WebSocketStream' in globalThis,
            reconnecting: await messageOf('reconnecting'),
            stream: await messageOf('stream'),
          };
        });
        assert.match(found.reconnecting, message);
        assert.match(found.stream, found.hasOwn ? /^imported$/ : message);
      });

      test('the external entry can be imported, but not initialised', async () => {
        const found = await visit(page, async () => {
          const external = await import('/package/dist/external.js');
          const error = await external.init().catch((reason) => reason);
          return {
            isError: error instanceof Error,
            exported: typeof external.WebSocket,
            isNative: WebSocket === native,
          };
        });
        assert.deepEqual(found, { isError: true, exported: 'undefined', isNative: true });
      });
    });
  }
});

inEveryEngine('on a page that has fixed its WebSocket', ({ visit }) => {
  for (const [entry, load] of Object.entries({
    'auto.js': { file: 'auto.js' },
    'auto.global.js': { scripts: [SCRIPT] },
  })) {
    test(`${entry} leaves it, and warns once`, async () => {
      const found = await visit(
        { scripts: [fixWebSocket, ...(load.scripts ?? [])] },
        async (file) => {
          if (file) await import(`/package/dist/${file}`);
          return { isNative: WebSocket === native, warnings, rest: typeof websocketWasm };
        },
        load.file,
      );
      assertLeftAlone(found, /cannot be replaced: the page has fixed it/);
      assert.equal(found.rest, 'undefined');
    });
  }
});

inEveryEngine("with a policy that has 'wasm-unsafe-eval'", ({ visit, echoUrl }) => {
  const OURS = { data: 'hello', code: 1000, isTrusted: true, isNative: false, warnings: [] };
  const page = { headers: PERMITTING };

  test('the classic script works', async () => {
    const found = await visit(
      { ...page, scripts: [SCRIPT] },
      async (url) => ({ ...(await exchange(url)), warnings }),
      echoUrl(),
    );
    assert.deepEqual(found, OURS);
  });

  for (const entry of ['index.js', 'auto.js', 'external.js']) {
    test(`${entry} works`, async () => {
      const found = await visit(
        page,
        async (file, url) => {
          const exports = await import(`/package/dist/${file}`);
          await exports.init?.();
          return { ...(await exchange(url, exports.WebSocket)), warnings };
        },
        entry,
        echoUrl(),
      );
      assert.deepEqual(found, OURS);
    });
  }
});

function assertLeftAlone({ isNative, warnings }, message) {
  assert.equal(isNative, true);
  assert.equal(warnings.length, 1);
  assert.match(warnings[0], message);
}

function deleteWebAssembly() {
  delete globalThis.WebAssembly;
}

function fixWebSocket() {
  Object.defineProperty(globalThis, 'WebSocket', { value: native, writable: false, configurable: false });
}

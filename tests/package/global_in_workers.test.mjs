// The class as a worker's own, after a script or a module has put it there.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inEveryEngine } from './pages.mjs';

const SCRIPT = '/package/dist/auto.global.js';
/** Classes that the package uses, of JavaScript and of browsers. */
const PLATFORM = [
  'AbortSignal',
  'ArrayBuffer',
  'Blob',
  'CloseEvent',
  'DOMException',
  'DataView',
  'Event',
  'EventTarget',
  'FinalizationRegistry',
  'TextEncoder',
  'URL',
  'Uint8Array',
  'WeakMap',
];
/** What `exchange` finds with our class. */
const OURS = { data: 'hello', code: 1000, isTrusted: true, isNative: false };

inEveryEngine('the class on the global of a worker', ({ visit, echoUrl }) => {
  test('is there in a worker after importScripts', async () => {
    assert.deepEqual(await inWorker({ file: SCRIPT }), OURS);
  });

  test('is there in a module worker after an import', async () => {
    assert.deepEqual(await inWorker({ file: '/package/dist/auto.js', type: 'module' }), OURS);
  });

  test('is there in a worker with a document that a script has made', async () => {
    assert.deepEqual(await inWorker({ file: SCRIPT, before: 'self.document = {};' }), OURS);
  });

  const changes = {
    'are subclasses': (name) => `class extends self.${name} {}`,
    'are missing': () => 'undefined',
  };
  for (const [how, source] of Object.entries(changes)) {
    test(`is there, or the host's stays with one warning, in workers whose classes ${how}`, async () => {
      for (const name of PLATFORM) {
        const before = `const messages = []; console.warn = (text) => messages.push(text); const host = WebSocket; self.${name} = ${source(name)};`;
        const program = 'postMessage(WebSocket === host ? { messages } : { messages, isOurs: true });';
        const { isOurs = false, messages } = await inWorker({ file: SCRIPT, before, program });
        assert.equal(isOurs, messages.length === 0, `${name}: ${messages}`);
        if (!isOurs)
          assert.match(
            messages.join(),
            new RegExp(`^websocket-wasm: this runtime has no ${name}\\b[^,]*stays as it is\\.$`),
          );
        if (how === 'are subclasses') assert.ok(isOurs, name);
      }
    });
  }

  function inWorker({
    file,
    type = 'classic',
    before = '',
    program = `exchange(${JSON.stringify(echoUrl())}).then(postMessage);`,
  }) {
    const load = (path) => (type === 'module' ? `import '${path}';` : `importScripts('${path}');`);
    const files = { '/worker.js': [load('/common.js'), before, load(file), program].join('\n') };
    return visit(
      { files },
      async (options) => {
        const worker = new Worker('/worker.js', options);
        const failure = next(worker, 'error').then(({ message }) => Promise.reject(new Error(message)));
        return (await Promise.race([next(worker, 'message'), failure])).data;
      },
      { type },
    );
  }
});

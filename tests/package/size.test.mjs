// What an app's users download.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'esbuild';
import { pack } from './packed.mjs';

/** The most that one entry may weigh, compressed as a good server sends it. */
const BUDGET_BYTES = 12 * 1024;
/** The most that observe() may add. */
const BUDGET_OF_OBSERVE_BYTES = 2 * 1024;
/** The most that the panel may weigh, when it is opened. */
const BUDGET_OF_DEVTOOLS_BYTES = 60_000;
/** The most that the classes may weigh in one script: they share the core. */
const BUDGET_OF_ALL_BYTES = 27_600;

/** What a tab of `/shared` or `/worker` may load. */
const BUDGET_OF_TAB_BYTES = 5 * 1024;

describe('the size of the package', () => {
  let packed;
  before(() => {
    packed = pack();
  });
  after(() => packed.remove());

  const read = (name) => packed.read(`dist/${name}`);
  const compressed = (name) => compressedBytes(read(name));

  test('is known, file by file', (t) => {
    const names = packed.files.filter((file) => /\.(js|cjs|wasm)$/.test(file)).map((file) => file.replace('dist/', ''));
    assert.ok(names.includes('core.js'));
    t.diagnostic(`${'file'.padEnd(22)} ${'bytes'.padStart(8)} ${'brotli'.padStart(8)}`);
    for (const name of names) {
      t.diagnostic(
        `${name.padEnd(22)} ${String(read(name).length).padStart(8)} ${String(compressed(name)).padStart(8)}`,
      );
    }
  });

  const entries = {
    'the root entry': ['index.js', 'core.js'],
    'the automatic entry': ['auto.js', 'core.js'],
    'the classic script': ['auto.global.js'],
  };
  for (const [entry, files] of Object.entries(entries)) {
    test(`leaves ${entry} within its budget`, () => {
      assertWithin(
        BUDGET_BYTES,
        files.map(compressed).reduce((sum, size) => sum + size),
        files.join(' + '),
      );
    });
  }

  for (const entry of ['shared.js', 'worker.js']) {
    test(`leaves ${entry} within the budget of a tab`, () => {
      const files = [entry, 'shared-tab.js'];
      assertWithin(
        BUDGET_OF_TAB_BYTES,
        files.map(compressed).reduce((sum, size) => sum + size),
        files.join(' + '),
      );
    });
  }

  test('leaves observe() within its budget', () => {
    assertWithin(BUDGET_OF_OBSERVE_BYTES, compressed('observe.js'), 'observe.js');
  });

  test('leaves the panel of developer tools within its budget, and what is loaded before it is opened small', () => {
    assertWithin(BUDGET_OF_DEVTOOLS_BYTES, compressed('devtools-panel.js'), 'devtools-panel.js');
    assertWithin(1024, compressed('devtools.js'), 'devtools.js');
  });

  test('leaves an app that imports all classes within its budget', async (t) => {
    const contents = ['websocket-wasm', 'websocket-wasm/reconnecting', 'websocket-wasm/stream']
      .map((entry) => `export * from '${entry}';`)
      .join('\n');
    const {
      outputFiles: [script],
    } = await build({
      stdin: { contents, resolveDir: packed.project },
      bundle: true,
      minify: true,
      format: 'esm',
      write: false,
    });
    t.diagnostic(`bundled: ${script.contents.length} B, compressed ${compressedBytes(script.contents)} B`);
    assertWithin(BUDGET_OF_ALL_BYTES, compressedBytes(script.contents), 'all classes, bundled');
  });
});

function compressedBytes(bytes) {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}

function assertWithin(budget, bytes, what) {
  assert.ok(bytes <= budget, `${what}: ${bytes} B, ${bytes - budget} B over the budget`);
}

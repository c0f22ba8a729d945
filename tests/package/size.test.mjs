// What an app's users download.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { brotliCompressSync, constants } from 'node:zlib';
import { pack } from './packed.mjs';

/** The most that one entry may weigh, compressed as a good server sends it. */
const BUDGET_BYTES = 12 * 1024;
/** The most that all entries together may weigh, which share the core. */
const BUDGET_OF_ALL_BYTES = 18 * 1000;

describe('the size of the package', () => {
  let packed;
  before(() => { packed = pack(); });
  after(() => packed.remove());

  const read = (name) => packed.read(`dist/${name}`);
  const compressed = (name) => brotliCompressSync(read(name), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

  test('is known, file by file', (t) => {
    const names = packed.files.filter((file) => /\.(js|cjs|wasm)$/.test(file)).map((file) => file.replace('dist/', ''));
    assert.ok(names.includes('core.js'));
    t.diagnostic(`${'file'.padEnd(22)} ${'bytes'.padStart(8)} ${'brotli'.padStart(8)}`);
    for (const name of names) {
      t.diagnostic(`${name.padEnd(22)} ${String(read(name).length).padStart(8)} ${String(compressed(name)).padStart(8)}`);
    }
  });

  const entries = { 'the root entry': ['index.js', 'core.js'], 'the automatic entry': ['auto.js', 'core.js'], 'the classic script': ['auto.global.js'] };
  for (const [entry, files] of Object.entries(entries)) {
    test(`leaves ${entry} within its budget`, () => assertFits(files, BUDGET_BYTES));
  }

  test('leaves all that one app may import within its budget', () => {
    assertFits(['index.js', 'core.js', 'reconnecting.js', 'stream.js'], BUDGET_OF_ALL_BYTES);
  });

  function assertFits(files, budget) {
    const bytes = files.map(compressed).reduce((sum, size) => sum + size);
    assert.ok(bytes <= budget, `${files.join(' + ')}: ${bytes} B, ${bytes - budget} B over the budget`);
  }
});

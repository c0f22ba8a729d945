// `npm run examples:rust`: builds the examples with frameworks of Rust, and clicks through the one with Yew in Chromium or `--engine firefox`.
// Some minutes the first time. `--only yew,egui` builds some.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT, runMain, say } from './lib/run.mjs';
import { WASM_TARGET, wasmBindgen, wasmEnv } from './lib/toolchain.mjs';

const EXAMPLES = ['yew', 'leptos', 'dioxus', 'egui'];
const PAGE = '<!doctype html><meta charset="utf-8"><body><script type="module" src="/start.js"></script></body>';

await runMain(async () => {
  const { values } = parseArgs({ options: { engine: { type: 'string' }, only: { type: 'string' } } });
  const { engine = 'chromium', only = EXAMPLES.join() } = values;
  const { startServer } = await import('../servers/server.mjs');
  const server = await startServer();
  try {
    for (const name of only.split(',')) {
      const started = Date.now();
      build(name, `${server.url}/echo`);
      say(`examples/rust-${name} is built: ${Math.round((Date.now() - started) / 1000)} s`);
      if (name === 'yew') await click(engine, name, `connected to ${server.url}/echo`);
    }
  } finally {
    await server.close();
  }
});

function build(name, url) {
  const manifest = join(ROOT, `examples/rust-${name}/Cargo.toml`);
  const args = ['build', '--locked', '--target', WASM_TARGET, '--manifest-path', manifest];
  execFileSync('cargo', args, { env: { ...wasmEnv(), WS_URL: url }, stdio: 'inherit' });
}

/** Says hello in the page, and sees it come back. */
async function click(engine, name, greeting) {
  const { By } = await import('selenium-webdriver');
  const { withBrowser } = await import('../tests/support/browsers.mjs');
  const { serveFolder } = await import('../servers/static_server.mjs');
  const site = await serveFolder({
    '/index.html': PAGE,
    '/start.js': "import start from '/app.js'; start();",
    ...bound(name),
  });
  try {
    await withBrowser(engine, {}, async (driver) => {
      await driver.get(`${site.url}/`);
      const lines = () =>
        driver.executeScript("return [...document.querySelectorAll('li')].map((li) => li.textContent)");
      const until = (count) => driver.wait(async () => (await lines()).length >= count, 10_000);
      await until(1);
      await driver.findElement(By.css('button')).click();
      await until(2);
      assert.deepEqual(await lines(), [greeting, 'hello']);
    });
    say(`examples/rust-${name} says hello in ${engine}, and hears it`);
  } finally {
    await site.close();
  }
}

function bound(name) {
  const env = wasmEnv();
  const folder = mkdtempSync(join(tmpdir(), 'example-'));
  try {
    const wasm = join(env.CARGO_TARGET_DIR, WASM_TARGET, 'debug', `rust-${name}.wasm`);
    const args = ['--target', 'web', '--no-typescript', '--out-name', 'app', '--out-dir', folder, wasm];
    execFileSync(wasmBindgen(), args, { env });
    return Object.fromEntries(['app.js', 'app_bg.wasm'].map((file) => [`/${file}`, readFileSync(join(folder, file))]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

// `npm run examples:rust`: builds the examples with frameworks of Rust, and clicks through each in Chromium or `--engine firefox`.
// A quarter of an hour the first time. `--only yew,egui` builds some.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT, runMain, say } from './lib/run.mjs';
import { WASM_TARGET, wasmBindgen, wasmEnv } from './lib/toolchain.mjs';

/** How each is clicked: all but egui have elements. */
const CLICKS = { yew: clickButton, leptos: clickButton, dioxus: clickButton, egui: clickCanvas };
/** Dioxus wants an element of this name, egui a canvas that has a size. */
const PAGE = `<!doctype html><meta charset="utf-8"><body><div id="main"></div>
<script type="module" src="/start.js"></script></body>`;
const PAGE_WITH_CANVAS = PAGE.replace(
  '<div id="main"></div>',
  '<canvas id="canvas" width="400" height="300"></canvas>',
);
/** Starts the app, in a page that knows what its sockets have received. */
const START = `import start from '/app.js';
window.heard = [];
window.WebSocket = class extends WebSocket {
  constructor(...args) {
    super(...args);
    this.addEventListener('message', ({ data }) => window.heard.push(data));
  }
};
start();`;
const TIMEOUT_MS = 20_000;
/** Where egui has the button when the app is connected; before that there is a label, which a click does nothing to. */
const BUTTON = { x: 30, y: 18 };

await runMain(async () => {
  const { values } = parseArgs({ options: { engine: { type: 'string' }, only: { type: 'string' } } });
  const { engine = 'chromium', only = Object.keys(CLICKS).join() } = values;
  const { startServer } = await import('../servers/server.mjs');
  const server = await startServer();
  try {
    for (const name of only.split(',')) {
      const started = Date.now();
      build(name, `${server.url}/echo`);
      say(`examples/rust-${name} is built: ${Math.round((Date.now() - started) / 1000)} s`);
      await run(engine, name, `${server.url}/echo`);
    }
  } finally {
    await server.close();
  }
});

function build(name, url) {
  const manifest = join(ROOT, `examples/rust-${name}/Cargo.toml`);
  const args = ['build', '--locked', '--target', WASM_TARGET, '--manifest-path', manifest];
  execFileSync('cargo', args, { env: { ...examplesEnv(), WS_URL: url }, stdio: 'inherit' });
}

/** A folder of its own: these builds are long, and nobody else's should wait for them. */
function examplesEnv() {
  return { ...wasmEnv(), CARGO_TARGET_DIR: join(ROOT, 'target', 'examples') };
}

/** Says hello in the page, and sees it come back. */
async function run(engine, name, url) {
  const { withBrowser } = await import('../tests/support/browsers.mjs');
  const { serveFolder } = await import('../servers/static_server.mjs');
  const page = name === 'egui' ? PAGE_WITH_CANVAS : PAGE;
  const site = await serveFolder({ '/index.html': page, '/start.js': START, ...bound(name) });
  try {
    await withBrowser(engine, {}, async (driver) => {
      await driver.get(`${site.url}/`);
      await CLICKS[name](driver, url);
      assert.deepEqual(await driver.executeScript('return window.heard'), ['hello']);
    });
    say(`examples/rust-${name} says hello in ${engine}, and hears it`);
  } finally {
    await site.close();
  }
}

async function clickButton(driver, url) {
  const { By } = await import('selenium-webdriver');
  const lines = () => driver.executeScript("return [...document.querySelectorAll('li')].map((li) => li.textContent)");
  const until = (count) => driver.wait(async () => (await lines()).length >= count, TIMEOUT_MS);
  await until(1);
  await driver.findElement(By.css('button')).click();
  await until(2);
  assert.deepEqual(await lines(), [`connected to ${url}`, 'hello']);
}

async function clickCanvas(driver) {
  const { By } = await import('selenium-webdriver');
  const { x, y } = await driver.findElement(By.css('canvas')).getRect();
  const place = { x: Math.round(x) + BUTTON.x, y: Math.round(y) + BUTTON.y };
  await driver.wait(async () => {
    await driver.actions().move(place).click().perform();
    return (await driver.executeScript('return window.heard.length')) > 0;
  }, TIMEOUT_MS);
}

/** The files of an app, by their paths: a framework may have scripts of its own. */
function bound(name) {
  const env = examplesEnv();
  const folder = mkdtempSync(join(tmpdir(), 'example-'));
  try {
    const wasm = join(env.CARGO_TARGET_DIR, WASM_TARGET, 'debug', `rust-${name}.wasm`);
    const args = ['--target', 'web', '--no-typescript', '--out-name', 'app', '--out-dir', folder, wasm];
    execFileSync(wasmBindgen(), args, { env });
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      statSync(join(folder, file)).isFile(),
    );
    return Object.fromEntries(files.map((file) => [`/${file}`, readFileSync(join(folder, file))]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

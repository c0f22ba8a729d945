// The page's build: what it weighs before the first paint, that it works without its server, and that a new build is seen.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { serveFolder } from '../../servers/static_server.mjs';
import { engines, withBrowser } from '../support/browsers.mjs';
import { DemoPage } from './demo_page.mjs';
import { inEveryEngine, VIEWS } from './site.mjs';

const DIST = fileURLToPath(new URL('../../www/dist', import.meta.url));
const read = (folder, name) => readFileSync(join(folder, name), 'utf8');

/** A copy of the build, that can become another build. */
class Build {
  folder = mkdtempSync(join(tmpdir(), 'page-'));

  constructor() {
    cpSync(DIST, this.folder, { recursive: true });
  }

  /** Another title, under another version; and the stylesheet has another name, as webpack would give it. */
  change(title) {
    const [style] = readdirSync(this.folder).filter((name) => /^main\..*\.css$/.test(name));
    const newStyle = `main.${Buffer.from(title).toString('hex').padEnd(8, '0').slice(0, 8)}.css`;
    cpSync(join(this.folder, style), join(this.folder, newStyle));
    rmSync(join(this.folder, style));
    const rewrite = (name, changes) =>
      writeFileSync(
        join(this.folder, name),
        changes.reduce((text, [from, to]) => text.replace(from, to), read(this.folder, name)),
      );
    rewrite('index.html', [
      [/<title>.*<\/title>/, `<title>${title}</title>`],
      [style, newStyle],
    ]);
    rewrite('service_worker.js', [
      [/(version:")[^"]*/, `$1${title}`],
      [style, newStyle],
    ]);
  }

  remove() {
    rmSync(this.folder, { recursive: true });
  }
}

inEveryEngine('offline', ({ driver, engine }) => {
  let build;
  before(() => {
    build = new Build();
  });
  after(() => build.remove());

  const openPage = (url) => DemoPage.open(driver(), url, { hasEcho: false });
  const isReady = (page) =>
    page.waitFor('“Works offline”', async () => (await (await page.find('#offline')).getText()) === 'Works offline');
  const cached = () => driver().executeAsyncScript((done) => caches.keys().then(done));
  const freshPort = async () => {
    const probe = await serveFolder({});
    await probe.close();
    return Number(new URL(probe.url).port);
  };

  test('works without its server after the first visit, with every view', async (t) => {
    const config = { echoUrl: 'ws://127.0.0.1:9/kept', server: null, benchmarkServers: [] };
    const server = await serveFolder(build.folder, { files: { 'config.json': JSON.stringify(config) } });
    t.after(() => server.close());
    const page = await openPage(`${server.url}/`);
    await isReady(page);
    await server.close();

    for (const url of [`${server.url}/`, `${server.url}/index.html?from=bookmark#console`]) {
      await driver().get(url);
      await page.waitFor('the URL that was kept', async () => (await page.valueOf('#url')) === 'ws://127.0.0.1:9/kept');
      await page.waitFor('the charts', () =>
        driver().executeScript(() => document.querySelectorAll('.plot canvas').length === 4),
      );
    }
    for (const view of VIEWS.filter((name) => name !== 'console')) {
      await page.press(`nav [href="#${view}"]`);
      await page.waitFor(view, () =>
        driver().executeScript((name) => document.querySelector(`[data-view="${name}"]`).hasChildNodes(), view),
      );
    }
    // Whatever is no part of the page is asked of the server, that is not there.
    assert.equal(
      await driver().executeAsyncScript((done) =>
        fetch('nothing.json')
          .then(
            () => 'answered',
            () => 'failed',
          )
          .then(done),
      ),
      'failed',
    );
    assert.equal(await page.pageErrors(), '');
  });

  test('shows a new build at the next load, keeps the old one for pages that are open, and forgets it after them', async (t) => {
    const port = await freshPort();
    let server = await serveFolder(build.folder, { port });
    t.after(() => server.close());
    const page = await openPage(`${server.url}/`);
    await isReady(page);
    const [first] = await cached();
    build.change('second');
    // Not the driver's refresh, which in Firefox goes past the service worker.
    await openPage(`${server.url}/`);
    assert.equal(await driver().getTitle(), 'second');
    await page.waitFor('the second build to be kept', async () => (await cached()).length === 2);
    assert.ok((await cached()).includes(first));

    // Offline, the whole page is of one build.
    await page.waitFor('the second worker to wait', () =>
      driver().executeAsyncScript((done) =>
        navigator.serviceWorker.getRegistration().then(({ waiting }) => done(Boolean(waiting))),
      ),
    );
    await server.close();
    await openPage(`${server.url}/`);
    assert.equal(await driver().getTitle(), 'websocket-wasm');
    assert.ok(await driver().executeScript(() => document.styleSheets[0].cssRules.length > 10));
    server = await serveFolder(build.folder, { port });

    assert.equal(await page.pageErrors(), '');
    // No page of the first build is open any more. Firefox takes its own time to go on to the second: at once, or in more than 20 s.
    if (engine === 'firefox') return;
    await driver().get('about:blank');
    await openPage(`${server.url}/`);
    await page.waitFor('the first build to be forgotten', async () => {
      const names = await cached();
      return names.length === 1 && names[0].endsWith(' second');
    });
    assert.equal(await page.pageErrors(), '');
  });
});

describe('the build', () => {
  // Those above have seen to it that it is there.
  const html = () => read(DIST, 'index.html');
  const named = () => Array.from(html().matchAll(/(?:src|href)=["']?([\w.]+\.(?:js|css|svg))/g), ([, name]) => name);
  const weigh = (name) => brotliCompressSync(readFileSync(join(DIST, name))).length;

  test('needs little before the first paint', () => {
    const files = ['index.html', ...new Set(named())];
    assert.ok(files.length >= 5, files.join());
    const bytes = files.reduce((sum, name) => sum + weigh(name), 0);
    assert.ok(
      bytes < 64_000,
      `${bytes} bytes, compressed: ${files.map((name) => `${name} ${weigh(name)}`).join(', ')}`,
    );
  });

  test('has its charts and panels apart from that', () => {
    const main = named()
      .map((name) => read(DIST, name))
      .join('\n');
    assert.ok(!main.includes('u-legend'), 'uPlot is loaded before the first paint');
  });

  test('tells the service worker every file but source maps, and which names last', () => {
    const [, list] = /^const BUILD ?= ?(\{.*?\})/s.exec(read(DIST, 'service_worker.js'));
    const { lasting, changing } = new Function(`return ${list}`)();
    const files = readdirSync(DIST, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
      .map(({ parentPath, path, name }) => join(parentPath ?? path, name).slice(DIST.length + 1))
      // The API reference is another document, and is read online.
      .filter((name) => name !== 'service_worker.js' && !name.startsWith('api/'));
    assert.deepEqual([...lasting, ...changing].sort(), files.sort());
    assert.ok(
      lasting.every((name) => /\.[0-9a-f]{8}\.\w+$/.test(name)),
      lasting.join(),
    );
    assert.ok(changing.includes('index.html') && changing.includes('config.json'));
  });

  test('has a policy that names no host, and allows no inline script or style', () => {
    const [, policy] = /Content-Security-Policy["']? content="([^"]*)"/.exec(html());
    const directives = Object.fromEntries(policy.split(';').map((directive) => directive.trim().split(/ (.*)/s, 2)));
    assert.deepEqual(directives, {
      'default-src': "'none'",
      'script-src': "'self' 'wasm-unsafe-eval'",
      'style-src': "'self'",
      'img-src': "'self' blob:",
      'worker-src': "'self'",
      'frame-src': "'self'",
      'connect-src': "'self' ws: wss:",
      'base-uri': "'none'",
      'form-action': "'none'",
      'require-trusted-types-for': "'script'",
      'trusted-types': 'websocket-wasm websocket-wasm-devtools offline',
    });
  });

  test('keeps nothing if the browser may not: neither https nor this machine', {
    skip: !engines().includes('chromium') && 'only Chromium takes names for this machine that are none',
  }, async (t) => {
    const server = await serveFolder(DIST);
    t.after(() => server.close());
    const chromiumArgs = ['--host-resolver-rules=MAP page.example 127.0.0.1'];
    await withBrowser('chromium', { chromiumArgs }, async (browser) => {
      const page = await DemoPage.open(browser, server.url.replace('127.0.0.1', 'page.example'), { hasEcho: false });
      await page.waitFor('the whole page', () => browser.executeScript(() => document.readyState === 'complete'));
      assert.equal(await browser.executeScript(() => isSecureContext), false);
      assert.equal(await browser.executeScript(() => document.getElementById('offline').textContent), '');
      assert.equal(await page.pageErrors(), '');
    });
  });
});

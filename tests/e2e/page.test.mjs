// The page itself: by keyboard, on a phone, under its security policy, with a log that stays bounded.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Key } from 'selenium-webdriver';
import { serveFolder } from '../../servers/static_server.mjs';
import { consoleLines, noConsole, withBrowser } from '../support/browsers.mjs';
import { DemoPage } from './demo_page.mjs';
import { openOnPhone } from './phone.mjs';
import { inEveryEngine } from './site.mjs';

const DIST = fileURLToPath(new URL('../../www/dist', import.meta.url));

inEveryEngine('the page', ({ driver, echoUrl, engine, openPage, siteUrl, inFirst }) => {
  test('can be used with the keyboard alone, in a logical order and with a visible focus', async () => {
    const page = await openPage();
    const type = (...keys) =>
      driver()
        .actions()
        .sendKeys(...keys)
        .perform();
    const typeWith = (modifier, key) => driver().actions().keyDown(modifier).sendKeys(key).keyUp(modifier).perform();
    const tabTo = async (...stops) => {
      for (const stop of stops) {
        await type(Key.TAB);
        assert.deepEqual(await driver().executeScript(focus), { stop, isVisible: true });
      }
    };
    await driver().executeScript(() => document.querySelector('nav a:last-of-type').focus());

    await tabTo(
      'tab-1',
      'add-tab',
      'duplicate-tab',
      'close-tab',
      'import',
      'export',
      'url',
      'recent-open',
      'Connect',
      'code',
      'reason',
      'Close',
      'name',
      'protocols',
    );
    await type(Key.ENTER);
    await page.waitForEntry({ kind: 'open' });
    await tabTo('implementation', 'place', 'binaryType');
    await type(Key.ARROW_RIGHT);
    await page.waitForEntry({ kind: 'set', content: 'binaryType = "arraybuffer"' });

    await tabTo('kind', 'text');
    await typeWith(Key.CONTROL, 'a');
    await type('one');
    await typeWith(Key.SHIFT, Key.ENTER);
    await type('two');
    await typeWith(Key.CONTROL, Key.ENTER);
    await page.waitForEntry({ direction: 'in', kind: 'text', content: 'one\ntwo' });

    await typeWith(Key.SHIFT, Key.TAB);
    await type(Key.ARROW_RIGHT);
    await type(Key.ARROW_RIGHT);
    await tabTo('bytes');
    await typeWith(Key.CONTROL, Key.ENTER);
    await page.waitForEntry({ direction: 'in', kind: 'ArrayBuffer', content: '00 01 7f 80 ff' });
    await tabTo('bytes-encoding', 'bytes-type', 'Send');
    await type(Key.SPACE);
    await page.waitForEntry({ direction: 'in', kind: 'ArrayBuffer' }, 2);

    // To the end of the page: every stop can be seen, once.
    const rest = [];
    for (let stop = ''; stop !== 'span' && rest.length < 60; rest.push(stop)) {
      await type(Key.TAB);
      const { isVisible, ...focused } = await driver().executeScript(focus);
      ({ stop } = focused);
      assert.ok(isVisible, `the focus cannot be seen at ${stop}`);
    }
    assert.deepEqual(
      rest.filter((stop) => /^(template|repeat-every|log-(pause|clear|search))$|^span$/.test(stop)),
      ['template', 'repeat-every', 'log-pause', 'log-clear', 'log-search', 'span'],
    );
    assert.equal(new Set(rest).size, rest.length);
  });

  test('names every control', inFirst, async () => {
    await openPage();
    const names = async () => {
      const controls = await driver().executeScript(() =>
        Array.from(
          document.querySelectorAll(
            '.tab-bar :is(input, button, [role="tab"]), :is(.connection, #options) :is(input, button)',
          ),
        ).filter((node) => node.checkVisibility({ visibilityProperty: true })),
      );
      return Promise.all(controls.map((control) => control.getAccessibleName()));
    };
    assert.deepEqual(await names(), [
      `${echoUrl().slice(5)}, not connected`,
      'New connection',
      'Duplicate connection',
      'Close tab',
      'Import connections',
      'Export connections',
      'URL',
      'Recent URLs',
      'Connect',
      'Code',
      'Reason',
      'Close',
      'Name',
      'Subprotocols',
      'websocket-wasm',
      'native',
      'window',
      'worker',
      'blob',
      'arraybuffer',
    ]);
  });

  test('fits a window of 360 pixels, whatever is in the timeline', async (t) => {
    await openOnPhone(t, driver(), siteUrl());
    const page = new DemoPage(driver());
    await page.waitFor('the URL of the echo server', async () => (await page.valueOf('#url')) !== '');
    // The page object forgets only what a page of this origin has kept.
    t.after(() => driver().executeScript(() => localStorage.clear()));
    // Without a click, WebKit gives no focus to a page of another origin.
    await page.press('h1');
    await page.press('#options-open');
    await page.connect({ protocols: `chat, ${'long'.repeat(50)}` });
    await page.waitForEntry({ kind: 'open' });
    await page.sendText('unbreakable'.repeat(40));
    await page.sendBytes('00'.repeat(40), 'Blob');
    await page.connect({ url: `ws://127.0.0.1/${'long'.repeat(50)}#fragment` });
    await page.close('1', 'reason'.repeat(30));
    await page.waitForEntry({ kind: 'exception' }, 2);
    await page.waitForEntry({ direction: 'in', kind: 'Blob', content: `${'00 '.repeat(32)}…` });
    assert.deepEqual(
      await driver().executeScript(() => ({
        width: innerWidth,
        isScrolledSideways: document.documentElement.scrollWidth > innerWidth,
        beyondTheEdge: Array.from(document.querySelectorAll('body *:not(.visually-hidden)'))
          .filter((node) => node.getBoundingClientRect().right > innerWidth)
          .map((node) => node.outerHTML),
      })),
      { width: 360, isScrolledSideways: false, beyondTheEdge: [] },
    );
  });

  test('moves no control, whatever happens', async () => {
    const page = await openPage();
    const places = () =>
      driver().executeScript(() =>
        Array.from(
          document.querySelectorAll(':is(input, button, textarea, select, h2, #log, [role="tab"]):not(#log *)'),
          (node, index) => {
            node.closest('.controls')?.scrollTo(0, 0);
            const { x, y, width, height } = node.getBoundingClientRect();
            return `${node.id || node.name || index}: ${x} ${y} ${width} ${height}`;
          },
        ),
      );
    const before = await places();
    await page.connectAndOpen();
    await page.sendText('text');
    await page.sendBytes('zz');
    await page.close('1001', 'not allowed');
    await page.connect({ url: 'ftp://127.0.0.1/', implementation: 'native' });
    await page.connect({ url: 'ws://127.0.0.1:9/' });
    await page.waitForEntry({ kind: 'error' });
    await page.choose('kind', 'text');
    assert.deepEqual(await places(), before);
  });

  test('loads nothing from other hosts and shows what its security policy refuses', async () => {
    const page = await openPage();
    const loaded = await driver().executeScript(() => performance.getEntriesByType('resource').map(({ name }) => name));
    assert.ok(
      loaded.some((url) => url.endsWith('config.json')),
      loaded.join(),
    );
    assert.deepEqual(
      loaded.filter((url) => !url.startsWith(siteUrl())),
      [],
    );
    assert.equal(await page.pageErrors(), '');

    await driver().executeScript(() => {
      document.createElement('img').src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';
    });
    await page.waitFor('the violation', async () => /img-src.* blocked data/.test(await page.pageErrors()));
  });

  test('leaves the console empty through a whole exchange', { skip: noConsole(engine) }, async () => {
    await withBrowser(engine, { logs: true }, async (browser) => {
      for (const implementation of ['ours', 'native']) {
        const page = await DemoPage.open(browser, siteUrl());
        await page.connectAndOpen({ implementation, protocols: 'chat' });
        await page.sendText('text');
        await page.sendBytes('00 ff', 'Blob');
        await page.waitForEntry({ direction: 'in', kind: 'Blob', content: '00 ff' });
        await page.close('1000', 'done');
        await page.waitForEntry({ direction: 'in', kind: 'close' });
        assert.equal(await page.pageErrors(), '');
      }
      assert.deepEqual(
        (await consoleLines(browser)).filter((line) => isOfThePage(line, siteUrl())),
        [],
      );
    });
  });

  test('makes sense without a server of its own', async (t) => {
    const folder = await serveFolder(DIST);
    t.after(() => folder.close());
    const page = await DemoPage.open(driver(), folder.url, { hasEcho: false });
    const hint = await page.find('#connect .hint');
    await page.waitFor('the hint', async () => (await hint.getText()).startsWith('No echo server came with this page'));
    assert.equal(await page.valueOf('#url'), '');
    assert.equal(await page.pageErrors(), '');
  });
});

// Firefox writes lines of its own into the same log; what a page logs is in quotes there, and an error has its URL.
function isOfThePage(line, url) {
  return line.includes(url) || /^(console-api|security|network) |^console\.\w+: "/.test(line);
}

// The focus ring of a radio button is around the text beside it: the button itself is invisible.
function focus() {
  const node = document.activeElement;
  const ring = getComputedStyle(node.type === 'radio' ? node.nextElementSibling : node);
  return {
    stop: node.id || node.name || node.textContent,
    isVisible: ring.outlineStyle !== 'none' && Number.parseFloat(ring.outlineWidth) >= 2,
  };
}
